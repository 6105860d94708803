using Swictation.Daemon.Cli.Output;
using Swictation.Daemon.Cli.Verbs;
using Swictation.Daemon.Platform;
using Swictation.Daemon.Speech.Recognition;
using Swictation.Daemon.Speech.Recognition.Workers;
using Swictation.Domain.Errors;
using Swictation.Plumbing.CommandLine;
using Swictation.Plumbing.Processes;
using Swictation.Plumbing.Settings;
using Swictation.Plumbing.Text;
using Swictation.Sockets.Listening;

namespace Swictation.Daemon.Cli;

internal static class Program
{
    private const int Usage = 2;

    public static async Task<int> Main(string[] args)
    {
        StandardDescriptors.OpenClosed();
        PlainConsole.UseFromNowOn();
        UnforeseenErrors.TellInOneLine(
            "swictation-daemon", new StandardPaths(Environment.GetEnvironmentVariable).StateDirectory);
        StraySignals.IgnoreFromNowOn();
        OwnerOnlyFiles.MakeFromNowOn();
        using var fileSizeLimit = FileSizeLimit.MakeAnError();
        // Not for people, and started in a hurry: not in the help, and past the parser of the command line.
        if (args is [RecogniserCommand.Subcommand, var specification, .. var rest])
            return await RecogniserHost.RunAsync(specification, rest.Contains(RecogniserCommand.AllowRemote));

        var commandLine = new DaemonCommandLine(() => new(Environment.GetEnvironmentVariable, File.ReadAllBytes));
        var parsed = commandLine.Root.Parse(args);
        if (UsageError.Explain(parsed) is { } mistake)
        {
            FailureLine.Write(mistake);
            return Usage;
        }

        try
        {
            // No time limit for ending: the library would exit in the middle of a transcription.
            return await parsed.InvokeAsync(
                new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (ConfigurationException e)
        {
            FailureLine.Write(e.Message);
            return Usage;
        }
        catch (SwictationException e)
        {
            return FailureLine.Write(e.Message);
        }
        catch (ReaderGoneException) when (!commandLine.Run.HasBegun)
        {
            return 0;
        }
        catch (IOException e) when (!commandLine.Run.HasBegun)
        {
            return FailureLine.Write($"the output cannot be written: {e.Message}");
        }
        catch (Exception e)
        {
            return FailureLine.Write(UnforeseenErrors.Describe(e));
        }
    }
}
