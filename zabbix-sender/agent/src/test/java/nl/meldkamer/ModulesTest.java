package nl.meldkamer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the modules, and what the libraries leave to the program. */
@AnalyzeClasses(packages = "nl.meldkamer", importOptions = ImportOption.DoNotIncludeTests.class)
class ModulesTest {

    @ArchTest
    static final ArchRule theClientDependsOnNothingOfOurs = noClasses()
            .that()
            .resideInAPackage("nl.meldkamer.sender..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("nl.meldkamer.agent..", "nl.meldkamer.templates..", "nl.meldkamer.audit..");

    @ArchTest
    static final ArchRule theTemplatesDependOnNothingOfOurs = noClasses()
            .that()
            .resideInAPackage("nl.meldkamer.templates..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("nl.meldkamer.agent..", "nl.meldkamer.sender..", "nl.meldkamer.audit..");

    @ArchTest
    static final ArchRule theAuditStoreDependsOnNothingOfOurs = noClasses()
            .that()
            .resideInAPackage("nl.meldkamer.audit..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("nl.meldkamer.agent..", "nl.meldkamer.sender..", "nl.meldkamer.templates..");

    @ArchTest
    static final ArchRule librariesDoNotLog = noClasses()
            .that()
            .resideInAnyPackage("nl.meldkamer.sender..", "nl.meldkamer.templates..", "nl.meldkamer.audit..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.slf4j..", "java.util.logging..");

    @ArchTest
    static final ArchRule namesSayWhatAThingIs =
            noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)");

    @ArchTest
    static final ArchRule nobodySleepsWithoutBeingTold = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .as("no class calls Thread.sleep: waiting is injected, so that tests need not wait");
}
