using Swictation.Daemon.Commands;
using Swictation.Daemon.Hosting;
using Swictation.Daemon.Options;
using Swictation.Daemon.Recognition.Workers;
using Swictation.Domain.Errors;
using Swictation.Sockets.Listening;

namespace Swictation.Daemon;

internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        OwnerOnlyFiles.MakeFromNowOn();
        using var fileSizeLimit = FileSizeLimit.MakeAnError();
        // Not for people, and started in a hurry: not in the help, and past the parser of the command line.
        if (args is [RecogniserCommand.Subcommand, var specification])
            return await RecogniserHost.RunAsync(specification);

        var commandLine = new DaemonCommandLine(
            async (given, cancellationToken) =>
            {
                var exit = await DaemonHost.RunAsync(Load(given), cancellationToken);
                return exit.Reason is { } reason ? End(exit.Code, reason) : exit.Code;
            },
            (given, form, cancellationToken) =>
                PrintMetrics.RunAsync(Load(given).IpcSocketPath, form, cancellationToken),
            (request, given, json, cancellationToken) =>
                SendCommand.RunAsync(Load(given).IpcSocketPath, request, json, cancellationToken),
            ListDevices.Run);

        var parsed = commandLine.Root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            Console.Error.WriteLine($"swictation-daemon: {parsed.Errors[0].Message} (see --help)");
            return ExitStatus.Usage;
        }

        try
        {
            // No time limit for ending: the library would exit in the middle of a transcription.
            return await parsed.InvokeAsync(
                new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (ConfigurationException e)
        {
            return End(ExitStatus.Usage, e.Message);
        }
        catch (SwictationException e)
        {
            return End(ExitStatus.Failed, e.Message);
        }
    }

    private static DaemonOptions Load(IReadOnlyDictionary<string, string?> given) =>
        Settings.Load(Environment.GetEnvironmentVariable, given);

    private static int End(int code, string reason)
    {
        Console.Error.WriteLine($"swictation-daemon: {reason}");
        return code;
    }
}
