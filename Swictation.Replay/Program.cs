using System.CommandLine;
using Microsoft.Data.Sqlite;
using Swictation.Domain.Errors;
using Swictation.Plumbing.Settings;
using Swictation.Plumbing.Text;
using Swictation.Replay.Verbs;
using Swictation.Sockets.Listening;

namespace Swictation.Replay;

internal static class Program
{
    private const int Failed = 1;
    private const int Usage = 2;

    public static async Task<int> Main(string[] args)
    {
        PlainConsole.UseFromNowOn();
        OwnerOnlyFiles.MakeFromNowOn();
        var settings = new GivenSettings(Environment.GetEnvironmentVariable, File.ReadAllBytes);
        var parsed = new ReplayCommandLine(settings, TimeProvider.System).Root.Parse(args);
        if (parsed.Errors.Count > 0)
            return Fail($"{Explain(parsed)} (see --help)", Usage);

        try
        {
            // Longer than a feed waits for its clients at the end: the library would exit before the socket is removed.
            return await parsed.InvokeAsync(
                new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(10) });
        }
        catch (ConfigurationException e)
        {
            return Fail(e.Message, Usage);
        }
        catch (SwictationException e)
        {
            return Fail(e.Message, Failed);
        }
        catch (SqliteException e)
        {
            return Fail($"the database cannot be read: {e.Message}", Failed);
        }
        catch (IOException e)
        {
            return Fail($"the output cannot be written: {e.Message}", Failed);
        }
    }

    // The library reports a word that is no command as a missing command.
    private static string Explain(ParseResult parsed) => parsed.UnmatchedTokens is [var word, ..]
        ? Refusal.OfWord(word, [.. Known(parsed.CommandResult.Command)])
        : ExplainFirst(parsed);

    private static string ExplainFirst(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        return command.Arguments.FirstOrDefault(argument => parsed.GetResult(argument)?.Tokens.Count is not > 0)
            is { } missing
            ? Refusal.OfMissing(command.Name, missing.Name)
            : parsed.Errors[0].Message;
    }

    private static IEnumerable<string> Known(Command command) =>
        command.Children
            .Concat(command.Parents.OfType<Command>().SelectMany(parent => parent.Options).Where(
                option => option.Recursive))
            .Where(known => known is not Argument)
            .Select(known => known.Name);

    private static int Fail(string reason, int exitCode)
    {
        Console.Error.WriteLine($"swictation-replay: {reason}");
        return exitCode;
    }
}
