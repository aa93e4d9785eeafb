package nl.meldkamer.agent.command;

import nl.meldkamer.agent.audit.AuditException;
import nl.meldkamer.agent.spool.SpoolException;
import nl.meldkamer.templates.api.ApiException;
import nl.meldkamer.templates.install.InstallException;
import nl.meldkamer.templates.yaml.InvalidDocumentException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** What the user can mend is a message; anything else is a fault of ours and shows where it happened. */
final class Failures implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        if (!(failure instanceof InvalidDocumentException
                || failure instanceof SpoolException
                || failure instanceof ApiException
                || failure instanceof InstallException
                || failure instanceof AuditException
                || failure instanceof CommandException)) throw failure;
        command.getErr().println(failure.getMessage());
        return CommandLine.ExitCode.SOFTWARE;
    }
}
