using System.CommandLine;
using Swictation.Domain.Editing;
using Swictation.Domain.History;
using Swictation.Plumbing.Settings;
using Swictation.Replay.Correcting;
using Swictation.Replay.Errors;
using Swictation.Replay.Grammar;
using Swictation.Replay.Options;
using Swictation.Replay.Sessions;

namespace Swictation.Replay.Verbs;

/// <summary>
/// <c>correct</c>: gives a sentence another text, or takes the newest one back. Of a session all sentences are opened in an editor.
/// </summary>
internal sealed class CorrectCommand : EditingCommand
{
    private const string Last = "last";
    private const string SentenceForms = "the position of a sentence, such as 4711 ('swictation-replay search' and 'show --positions' have them), or 'last'";

    private readonly GivenSettings _settings;
    private readonly Argument<string> _what = new("WHAT")
    {
        Description = "With TEXT, the position of a sentence, as 'swictation-replay search' and 'show --positions' have it, or 'last' for the "
            + "last one; alone, a session, whose text is opened in an editor",
    };

    private readonly Argument<string[]> _text = TextArgument.Of("What was said");
    private readonly Option<bool> _takeBack = new("--take-back") { Description = "Go back to the text before the newest one" };

    public CorrectCommand(DatabaseOption database, GivenSettings settings, TimeProvider time)
        : base("correct", "Put the text of a sentence right; the old one stays as a version, and figures are those of what was said", database, settings, time)
    {
        _settings = settings;
        Arguments.Add(_what);
        Arguments.Add(_text);
        Options.Add(_takeBack);
        Validators.Add(result =>
        {
            var hasText = result.GetResult(_text)?.Tokens.Count is > 0;
            var takesBack = result.GetValue(_takeBack);
            if (result.GetResult(_what)?.Tokens is not [{ Value: var what }]) return;
            if (hasText && takesBack) result.AddError("--take-back needs no TEXT");
            else if ((hasText || takesBack) && !IsSentence(what)) result.AddError($"SEQ: {Refusal.Of(what, SentenceForms)}");
            else if (!hasText && !takesBack && SessionSelector.ParseOne(what) is null && LogPosition.Parse(what) is null)
                result.AddError($"SESSION: {Refusal.Of(what, SessionSelector.OneForm)}");
        });
    }

    protected override async Task<IReadOnlyList<Edit>> FindEditsAsync(
        ParseResult parsed, SessionArchive archive, CancellationToken cancellationToken)
    {
        var what = parsed.GetRequiredValue(_what);
        if (parsed.GetValue(_takeBack)) return [new Edit.TakeBack(FindSentence(archive, what, cancellationToken))];
        if (TextArgument.Read(parsed, _text) is { } text) return [new Edit.Correct(FindSentence(archive, what, cancellationToken), text)];

        var sentences = Sentences(archive, what).Where(said => !said.IsOffTheRecord).ToList();
        return await new EditedTranscript(_settings, Environment.GetEnvironmentVariable)
            .EditAsync(sentences, cancellationToken).ConfigureAwait(false);
    }

    private static IEnumerable<SpokenTranscript> Sentences(SessionArchive archive, string what)
    {
        // First of all: a title may be spelt like a position.
        if (LogPosition.Parse(what) is not { } position) return archive.ReadSpoken(archive.Find(SessionSelector.ParseOne(what)!));

        return archive.FindSessionAt(position) is { } around
            ? archive.ReadSpoken(around).Where(said => said.Sequence == position).Take(1)
            : [];
    }

    private static long FindSentence(SessionArchive archive, string what, CancellationToken cancellationToken)
    {
        if (what != Last) return LogPosition.Parse(what) ?? LogPosition.ParseNumber(what)!.Value;
        return archive.Sessions.ReadNewest(session: null, before: long.MaxValue, limit: 1, cancellationToken) is [var newest]
            ? newest.Sequence
            : throw new EditRefusedException("nothing was said that could be corrected");
    }

    private static bool IsSentence(string what) => what == Last || LogPosition.ParseNumber(what) is not null || LogPosition.Parse(what) is not null;
}
