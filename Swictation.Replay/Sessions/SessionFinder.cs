using Swictation.Domain.Events;
using Swictation.Domain.History;
using Swictation.Replay.Errors;
using Swictation.Replay.Grammar;

namespace Swictation.Replay.Sessions;

/// <summary>Finds the sessions of a log that the names on the command line mean.</summary>
/// <param name="path">The log, for messages.</param>
internal sealed class SessionFinder(ISessionHistory history, string path, TimeProvider time)
{
    // To read a page costs little more than to read one session, and to ask for many of them as much as what they hold.
    private const int FirstPage = 500;
    private const int LaterPages = 2_000;
    private const int MostNamed = 8;

    /// <summary>The one session that is meant.</summary>
    /// <exception cref="SessionNotFoundException">There is none, or there are several.</exception>
    public RecordedSession Find(SessionSelector wanted)
    {
        var found = wanted switch
        {
            { IsRange: false, First: SessionName.Numbered { Number: var number } } => history.Find(number),
            { IsRange: false, First: SessionName.FromLast { Back: 0 } } => history.FindLast(),
            _ => TheOnly(wanted, FindAll([wanted])),
        };
        return found ?? throw NotFound(wanted);
    }

    /// <summary>All that are meant, each once, in the order of their start.</summary>
    /// <exception cref="SessionNotFoundException">One of the names means none.</exception>
    public IReadOnlyList<RecordedSession> FindAll(IReadOnlyList<SessionSelector> wanted)
    {
        var found = new Dictionary<SessionId, RecordedSession>();
        foreach (var selector in wanted)
        {
            var ofSelector = FindEach(selector).ToList();
            if (ofSelector.Count == 0) throw NotFound(selector);
            foreach (var session in ofSelector) found[session.Id] = session;
        }

        return [.. found.Values.OrderBy(session => session.StartedAt).ThenBy(session => session.Id.Value)];
    }

    /// <summary>All that the log has, newest first, read as far as they are taken.</summary>
    public IEnumerable<RecordedSession> NewestFirst()
    {
        SessionId? before = null;
        var most = FirstPage;
        while (history.List(most, before) is { Count: > 0 } page)
        {
            foreach (var session in page) yield return session;
            if (page.Count < most) yield break;
            (before, most) = (page[^1].Id, LaterPages);
        }
    }

    private IEnumerable<RecordedSession> FindEach(SessionSelector wanted)
    {
        if ((wanted.First ?? wanted.Last) is SessionName.BegunOn) return BegunBetween(wanted);
        if (wanted.First is SessionName.Titled { Title: var name }) return Named(name);

        if (wanted is { IsRange: false, First: SessionName.Numbered { Number: var number } })
            return history.Find(number) is { } named ? [named] : [];
        if (wanted is { IsRange: false, First: SessionName.FromLast { Back: var back } }) return Recorded().Skip(back).Take(1);

        var (first, last) = (NumberOf(wanted.First) ?? 1, NumberOf(wanted.Last) ?? long.MaxValue);
        return NewestFirst().Where(session => session.Id.Value >= first && session.Id.Value <= last);
    }

    // A title goes before a tag.
    private List<RecordedSession> Named(string name)
    {
        var titled = NewestFirst().Where(session => session.Title is { } title && IsName(title)).ToList();
        return titled.Count > 0 ? titled : [.. NewestFirst().Where(session => session.Tags.Any(IsName))];

        bool IsName(string given) => given.Equals(name, StringComparison.CurrentCultureIgnoreCase);
    }

    private IEnumerable<RecordedSession> BegunBetween(SessionSelector wanted)
    {
        var anchor = TimeAnchor.Of(time);
        var from = DayOf(wanted.First)?.Begin(anchor) ?? DateTimeOffset.MinValue;
        var until = DayOf(wanted.Last)?.End(anchor) ?? DateTimeOffset.MaxValue;
        return NewestFirst().SkipWhile(session => session.StartedAt >= until).TakeWhile(session => session.StartedAt >= from);
    }

    private static When.OnDay? DayOf(SessionName? name) =>
        name is SessionName.BegunOn { Day: var day } ? new(day, Time: null) : null;

    private long? NumberOf(SessionName? name) => name switch
    {
        SessionName.Numbered numbered => numbered.Number.Value,
        SessionName.FromLast fromLast => Recorded().Skip(fromLast.Back).FirstOrDefault()?.Id.Value
            ?? throw NotFound(SessionSelector.Of(name)),
        _ => null,
    };

    private IEnumerable<RecordedSession> Recorded() => NewestFirst().Where(session => !session.IsImported);

    private RecordedSession? TheOnly(SessionSelector wanted, IReadOnlyList<RecordedSession> found) => found.Count == 1
        ? found[0]
        : throw new SessionNotFoundException(
            path,
            $"{wanted} means {found.Count} sessions; name one of "
            + string.Join(", ", found.Take(MostNamed).Select(session => session.Id)) + (found.Count > MostNamed ? " and so on" : ""));

    private SessionNotFoundException NotFound(SessionSelector wanted) => new(
        path,
        wanted.First is SessionName.Titled
            ? $"no session has the title or the tag '{wanted}'; give {SessionSelector.OneForm}"
            : history.FindLast() is { } last
            ? $"there is no session {wanted}; the last one is {last.Id}, 'swictation-replay list' shows them all"
            : $"no session has been recorded yet in {path}");
}
