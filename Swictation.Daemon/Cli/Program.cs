using System.CommandLine;
using Swictation.Daemon.Host;
using Swictation.Daemon.Options;
using Swictation.Daemon.Platform;
using Swictation.Daemon.Speech.Recognition;
using Swictation.Daemon.Speech.Recognition.Workers;
using Swictation.Domain.Errors;
using Swictation.Plumbing.Settings;
using Swictation.Plumbing.Text;
using Swictation.Sockets.Listening;

namespace Swictation.Daemon.Cli;

internal static class Program
{
    private const int Failed = 1;
    private const int Usage = 2;
    private const string ErrorPriority = "<3>"; // as in sd-daemon(3)

    public static async Task<int> Main(string[] args)
    {
        PlainConsole.UseFromNowOn();
        OwnerOnlyFiles.MakeFromNowOn();
        using var fileSizeLimit = FileSizeLimit.MakeAnError();
        // Not for people, and started in a hurry: not in the help, and past the parser of the command line.
        if (args is [RecogniserCommand.Subcommand, var specification])
            return await RecogniserHost.RunAsync(specification);

        var settings = ReadSettings();
        var isDaemon = false;
        var commandLine = new DaemonCommandLine(
            async (given, cancellationToken) =>
            {
                isDaemon = true;
                var failure = await DaemonHost.RunAsync(
                    Settings.Load(settings.With(given)),
                    () => Settings.LoadLogLevel(ReadSettings().With(given)),
                    cancellationToken);
                return failure is null ? 0 : Fail(failure);
            },
            (given, form, cancellationToken) =>
                PrintMetrics.RunAsync(IpcSocket(settings.With(given)), form, cancellationToken),
            async (request, given, json, cancellationToken) =>
            {
                var named = settings.With(given);
                if (request.Action is "start" or "toggle") await StoppedService.WakeAsync(named, cancellationToken);
                return await SendCommand.RunAsync(IpcSocket(named), request, json, cancellationToken);
            },
            ListDevices.Run);

        var parsed = commandLine.Root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            Fail($"{Explain(parsed)} (see --help)");
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
            Fail(e.Message);
            return Usage;
        }
        catch (SwictationException e)
        {
            return Fail(e.Message);
        }
        catch (IOException e) when (!isDaemon)
        {
            return Fail($"the output cannot be written: {e.Message}");
        }
    }

    private static GivenSettings ReadSettings() => new(Environment.GetEnvironmentVariable, File.ReadAllBytes);

    private static string Explain(ParseResult parsed)
    {
        if (parsed.UnmatchedTokens is not [var word, ..]) return ExplainFirst(parsed);

        var command = parsed.CommandResult.Command;
        var option = word.Split('=')[0];
        return parsed.RootCommandResult.Command.Options.Any(known => known.Name == option)
            ? Refusal.OfIdle(option, command.Name)
            : Refusal.OfWord(word, [.. Known(command)]);
    }

    private static string ExplainFirst(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        return command.Arguments.FirstOrDefault(argument => parsed.GetResult(argument)?.Tokens.Count is not > 0)
            is { } missing
            ? Refusal.OfMissing(command.Name, missing.Name)
            : parsed.Errors[0].Message;
    }

    private static IEnumerable<string> Known(Command command) =>
        command.Children.Where(known => known is not Argument).Select(known => known.Name);

    private static string IpcSocket(GivenSettings settings) => SocketPlace.Of(settings.IpcSocket).Find();

    private static int Fail(string reason)
    {
        var priority = JournalStream.IsStandardError ? ErrorPriority : "";
        Console.Error.WriteLine($"{priority}swictation-daemon: {reason}");
        return Failed;
    }
}
