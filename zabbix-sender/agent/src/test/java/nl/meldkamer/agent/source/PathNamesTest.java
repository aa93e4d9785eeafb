package nl.meldkamer.agent.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathNamesTest {

    private final PathNames names = new PathNames(List.of("lid-worden"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    /                                              | 200 | /
                    /api/method/ping                               | 200 | /api/method/ping
                    /api/method/verenigingen.api.member.get?id=7   | 200 | /api/method/verenigingen.api.member.get
                    /api/v2/method/frappe.ping/                    | 500 | /api/method/frappe.ping
                    /api/method/jan@example.nl                     | 200 | (page)
                    /api/method/made.up.by.jan                     | 404 | (not found)
                    /api/resource/Sales%20Invoice/ACC-2026-00017   | 200 | /api/resource/Sales Invoice/*
                    /api/resource/Sales Invoice                    | 403 | /api/resource/Sales Invoice
                    /api/v2/document/Member/Assoc-17/              | 200 | /api/document/Member/*
                    /app/member/Assoc-Jansen                       | 200 | /app/member/*
                    /app/member                                    | 200 | /app/member
                    /app                                           | 200 | /app
                    /private/files/paspoort-jansen.pdf             | 200 | /private/*
                    /files/NL91ABNA0417164300.pdf                  | 200 | /files/*
                    /assets/frappe/js/x.js                         | 200 | /assets/*
                    /lid-worden/stap-2                             | 200 | /lid-worden/*
                    /jan-jansen                                    | 200 | (page)
                    //login                                        | 200 | /login
                    """)
    void aPathIsShownAs(String path, int status, String name) {
        assertThat(names.of(path, status)).isEqualTo(name);
    }

    @org.junit.jupiter.api.Test
    void aNameThatIsTooLongIsNotShown() {
        assertThat(names.of("/api/method/" + "a".repeat(200), 200)).isEqualTo("(other)");
    }
}
