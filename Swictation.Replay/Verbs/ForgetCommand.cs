using System.CommandLine;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Plumbing.CommandLine;
using Swictation.Plumbing.Settings;
using Swictation.Plumbing.Text;
using Swictation.Replay.Errors;
using Swictation.Replay.Grammar;
using Swictation.Replay.Options;
using Swictation.Replay.Output;
using Swictation.Replay.Sessions;
using Swictation.Sockets.Listening;
using Swictation.Storage;
using Swictation.Storage.Copies;
using Swictation.Storage.Forgetting;
using Swictation.Storage.Unsaved;

namespace Swictation.Replay.Verbs;

/// <summary><c>forget</c>: removes what was said for good, once it has shown what that is and was told to.</summary>
internal sealed class ForgetCommand : Command
{
    private const int NotDone = 1;

    private readonly DatabaseOption _database;
    private readonly GivenSettings _settings;
    private readonly SocketOption _ipcSocket;
    private readonly TimeProvider _time;

    private readonly Argument<ForgetTarget[]> _targets = new("WHAT")
    {
        Description = "Sessions (12, last, yesterday, a title or tag, 12..15), a part of one (12:14:03..14:05, last:+1:30..), or sentences by "
            + "their position (seq:4711)",
        Arity = ArgumentArity.ZeroOrMore,
        CustomParser = result =>
        {
            var targets = result.Tokens.Select(token => (token.Value, Target: ForgetTarget.Parse(token.Value))).ToArray();
            foreach (var (text, target) in targets)
            {
                if (target is null) result.AddError($"WHAT: {Refusal.Of(text, ForgetTarget.Forms)}");
            }

            return [.. targets.Select(target => target.Target).OfType<ForgetTarget>()];
        },
    };

    private readonly Option<string> _match = new("--match") { HelpName = "WORDS", Description = "What holds all of these words" };
    private readonly WhenOption _last = WhenOption.Of("--last", "What was said so long ago and since (5m, 2h)", "5m");
    private readonly WhenOption _before = WhenOption.Of("--before", "What was said before then (2026-11-22, 30d, yesterday)");
    private readonly Option<bool> _counts = new("--counts") { Description = "Remove the figures too: words, characters, durations" };
    private readonly Option<bool> _entirely = new("--entirely") { Description = "Remove the events themselves too, and their figures" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only show what would go" };
    private readonly Option<bool> _json = new("--json") { Description = "With --dry-run, print a JSON object" };
    private readonly Option<bool> _yes = new("--yes") { Description = "Do not ask; files that were set aside stay" };
    private readonly Option<bool> _setAside = new("--set-aside")
    {
        Description = "With --yes, delete the files too that were set aside (damaged databases, original ones, stored events)",
    };

    public ForgetCommand(DatabaseOption database, GivenSettings settings, TimeProvider time)
        : base("forget", "Remove what was said for good; shows what would go, and asks")
    {
        (_database, _settings, _time) = (database, settings, time);
        _ipcSocket = SocketOption.Commands(settings);
        Arguments.Add(_targets);
        foreach (var option in new Option[] { _match, _last, _before, _counts, _entirely, _dryRun, _json, _yes, _setAside, _ipcSocket })
            Options.Add(option);
        _match.RefuseEmpty();
        Validators.Add(result =>
        {
            var isAnything = result.GetResult(_targets) is { Tokens.Count: > 0 }
                || result.GetResult(_match) is not null || result.GetResult(_last) is not null || result.GetResult(_before) is not null;
            if (!isAnything) result.AddError("say what is to be forgotten: a session, a position, --match, --last or --before");
            if (result.GetValue(_json) && !result.GetValue(_dryRun)) result.AddError("--json goes with --dry-run only");
        });
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var path = _database.Find(parsed);
        var output = parsed.InvocationConfiguration.Output;
        IReadOnlyList<ForgettingPlan> plans;
        IReadOnlyList<string> setAside;
        string logId;
        UnsavedForgetting unsaved;
        int unstored;
        var askedAt = _time.GetUtcNow();
        using (var archive = _database.Open(parsed))
        {
            logId = archive.Log.LogId;
            var finder = new ForgettingFinder(path);
            plans = [.. Selections(parsed, archive).Select(finder.Find)];
            unsaved = FindUnsaved(path);
            setAside = FindSetAside(path, unsaved);
            unstored = plans.Sum(plan => unsaved.Count(plan.Selection, plan.Positions.ToHashSet()));
            Show(parsed, plans, setAside, unstored, archive.Log);
        }

        if (parsed.GetValue(_dryRun)) return 0;
        var daemon = new RunningDaemon(_ipcSocket.Place(parsed).Find());
        var isHeld = await daemon.MayHoldEventsAsync(logId, cancellationToken).ConfigureAwait(false);
        if (isHeld) output.WriteLine("The daemon cannot write to the log now: what it holds in memory and fits goes too, and is not shown.");
        if (plans.All(plan => plan.IsEmpty) && setAside.Count == 0 && unstored == 0 && !isHeld) return 0;
        var files = new List<string>();
        if (!Ask(parsed, setAside, files)) return NotDone;

        var forgetting = new Forgetting(path, logId, unsaved, daemon, _time, parsed.InvocationConfiguration.Error.WriteLine);
        ForgettingSelection[] wanted = [.. plans.Where(plan => !plan.IsEmpty || unstored > 0 || isHeld).Select(plan => plan.Selection)];
        await forgetting.RunAsync(wanted, files, cancellationToken).ConfigureAwait(false);
        // What was not stored when it was shown may have come into the log before it was looked for, and its file be set aside.
        if (unstored > 0 || isHeld)
            await forgetting.RunAsync(StoredSince(parsed, wanted, askedAt), [], cancellationToken).ConfigureAwait(false);
        var appeared = FindSetAside(path, unsaved).Except(setAside, StringComparer.Ordinal).ToArray();
        if (appeared.Length > 0 && parsed.GetValue(_setAside))
            await forgetting.RunAsync([], appeared, cancellationToken).ConfigureAwait(false);
        output.WriteLine($"Forgotten: {Counted.Of(plans.Sum(plan => plan.Sentences.Count), "sentence")}. Nothing of it is left in the files of the log.");
        var left = FindSetAside(path, unsaved);
        if (left.Count == 0) return 0;
        throw new ForgettingFailedException(path, $"what was forgotten may be in {string.Join(" and ", left)}; delete it, or run this with --set-aside");
    }

    private IReadOnlyList<string> FindSetAside(string path, UnsavedForgetting unsaved) =>
        [.. SetAsideFiles.Find(path, _settings.RuntimeDirectory), .. unsaved.FindUnreadable()];

    private ForgettingSelection[] StoredSince(ParseResult parsed, ForgettingSelection[] shown, DateTimeOffset askedAt)
    {
        using var archive = _database.Open(parsed);
        return [.. ForgettingScope.StoredSince(shown, askedAt, archive.Log.Head)];
    }

    private UnsavedForgetting FindUnsaved(string path)
    {
        // Where the daemon's metrics socket is by default, or is set to be.
        var socket = Path.GetDirectoryName(SocketPlace.Of(_settings.MetricsSocket).Find());
        var places = UnsavedFiles.Places(SqliteEventLog.Resolve(path), _settings.RuntimeDirectory, socket);
        LogLineage? lineage = null;
        return new(path, places, log => (lineage ??= LogLineage.Open(path)).Knows(log), _time);
    }

    private IEnumerable<ForgettingSelection> Selections(ParseResult parsed, SessionArchive archive)
    {
        var scope = new ForgettingScope(archive, archive.Log.Head, Extent(parsed), _time);
        foreach (var selection in (parsed.GetValue(_targets) ?? []).SelectMany(scope.Of)) yield return selection;
        if (parsed.GetValue(_match) is { } words) yield return scope.Matching(words);
        if (parsed.GetValue(_last) is { } since) yield return scope.Since(since);
        if (parsed.GetValue(_before) is { } before) yield return scope.Before(before);
    }

    private ForgettingExtent Extent(ParseResult parsed) =>
        parsed.GetValue(_entirely) ? ForgettingExtent.Event
        : parsed.GetValue(_counts) ? ForgettingExtent.Figures
        : ForgettingExtent.Words;

    private void Show(
        ParseResult parsed, IReadOnlyList<ForgettingPlan> plans, IReadOnlyList<string> setAside, int unstored, IEventLogReader log)
    {
        var output = parsed.InvocationConfiguration.Output;
        var sentences = plans.SelectMany(plan => plan.Sentences).Distinct().Order().ToArray();
        var events = plans.SelectMany(plan => plan.Positions).Distinct().Count();
        var sessions = plans.SelectMany(plan => plan.Sessions).Distinct().OrderBy(session => session.Value).ToArray();
        var audio = plans.SelectMany(plan => plan.Audio).Select(file => file.Path).Distinct().Count();
        var lines = sentences.Length switch
        {
            0 => [],
            1 => new[] { LineAt(log, sentences[0]) },
            _ => [LineAt(log, sentences[0]), LineAt(log, sentences[^1])],
        };
        if (parsed.GetValue(_json))
        {
            ReplayJson.Write(
                new ForgettingJson(
                    sentences.Length,
                    events,
                    [.. sessions.Select(session => session.Value)],
                    lines.FirstOrDefault(),
                    lines.LastOrDefault(),
                    audio,
                    setAside,
                    unstored > 0 ? unstored : null),
                output);
            return;
        }

        output.WriteLine(
            $"{Counted.Of(sentences.Length, "sentence")} of {Counted.Of(sessions.Length, "session")} "
            + $"({Counted.Of(events, "event")}, {Counted.Of(audio, "file")} with their audio):");
        if (unstored > 0) output.WriteLine($"And {Counted.Of(unstored, "event")} that could not be stored and that the next daemon puts into the log.");
        for (var i = 0; i < lines.Length; i++)
        {
            if (i == 1 && sentences.Length > 2) output.WriteLine("  ...");
            var at = HumanText.DateAndTime(WireTime.FromSeconds(lines[i].Timestamp), _time.LocalTimeZone);
            output.WriteLine($"  {at}  {OneLine.Of(lines[i].Text)}");
        }
    }

    private static ForgettingLineJson LineAt(IEventLogReader log, long position)
    {
        var (at, text) = WireReader.Read(log.ReadAt(position)) switch
        {
            Transcription said => (said.At, said.Text),
            SegmentImported said => (said.At, said.Text ?? SegmentImported.NotKept),
            var other => (other.At, ""),
        };
        return ForgettingLineJson.Of(position, at, text);
    }

    // False where nothing is to be done.
    private bool Ask(ParseResult parsed, IReadOnlyList<string> setAside, List<string> files)
    {
        if (parsed.GetValue(_yes))
        {
            if (parsed.GetValue(_setAside)) files.AddRange(setAside);
            return true;
        }

        if (!Question.IsAgreed(parsed, "This cannot be undone. Forget it for good? [y/N] "))
        {
            parsed.InvocationConfiguration.Output.WriteLine("Nothing was done.");
            return false;
        }

        files.AddRange(setAside.Where(file => Question.IsAgreed(
            parsed, $"{file} is no part of the log any more and may hold it too. Delete the whole file? [y/N] ")));
        return true;
    }
}
