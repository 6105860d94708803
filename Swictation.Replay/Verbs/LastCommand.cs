using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Swictation.Domain.History;
using Swictation.Plumbing.Settings;
using Swictation.Replay.Copying;
using Swictation.Replay.Errors;
using Swictation.Replay.Options;
using Swictation.Replay.Output;

namespace Swictation.Replay.Verbs;

/// <summary><c>last</c>: the last sentences, as text and nothing else.</summary>
internal sealed class LastCommand : Command
{
    private const int Most = 100_000;

    private readonly DatabaseOption _database;

    private readonly Argument<int> _count = new("N")
    {
        Description = "How many",
        DefaultValueFactory = _ => 1,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= Most)
                return count;
            result.AddError($"N: {Refusal.Of(text, $"a whole number from 1 to {Most}")}");
            return 1;
        },
    };

    private readonly Option<bool> _copy = new("--copy")
    {
        Description = "Bring them to the clipboard, by wl-copy, xclip or the terminal, instead of printing them",
    };

    private readonly Option<bool> _again = new("--again")
    {
        Description = "Type the last sentence once more, where the cursor is, as 'swictation-daemon type --again' does; with N the Nth before the end",
    };

    public LastCommand(DatabaseOption database)
        : base("last", "Print the last sentence, or the last N")
    {
        _database = database;
        Arguments.Add(_count);
        Options.Add(_copy);
        Options.Add(_again);
        Validators.Add(result =>
        {
            if (result.GetResult(_again) is { Implicit: false } && result.Children.OfType<OptionResult>().Any(given => !given.Implicit && given.Option != _again))
                result.AddError("--again types what the running daemon has recorded; it goes with no other option");
        });
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_again))
            return await DaemonTyping.TypeAgainAsync(parsed.GetValue(_count), cancellationToken).ConfigureAwait(false);

        using var archive = _database.Open(parsed);
        var newest = archive.Sessions.ReadNewest(session: null, before: long.MaxValue, parsed.GetValue(_count), cancellationToken);
        if (parsed.GetValue(_copy))
        {
            await CopyAsync([.. newest.Where(said => !said.Row.OffTheRecord)], cancellationToken).ConfigureAwait(false);
            return 0;
        }

        using var output = LargeOutput.Open();
        foreach (var said in newest.Reverse()) output.WriteLine(OneLine.Of(said.Row.Text));
        return 0;
    }

    private static async Task CopyAsync(IReadOnlyList<FoundTranscript> newest, CancellationToken cancellationToken)
    {
        if (newest.Count == 0) throw new ClipboardException("nothing was said that could be copied");
        var text = string.Join('\n', newest.Reverse().Select(said => OneLine.Of(said.Row.Text)));
        await new Clipboard(Environment.GetEnvironmentVariable).CopyAsync(text, cancellationToken).ConfigureAwait(false);
    }
}
