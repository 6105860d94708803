using System.Text;
using Microsoft.Data.Sqlite;
using Swictation.Domain.Events;
using Swictation.Storage.Queries;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Forgetting;

/// <summary>
/// Finds what a selection comes to, over a read-only connection: the sentences and all that belongs to them. Of a sentence
/// that is its measurement with the recogniser's confidences, and whatever is about the same stretch of speech.
/// </summary>
public sealed class ForgettingFinder(string path)
{
    private const string Matching =
        """
        SELECT rowid
        FROM transcripts_fts
        WHERE transcripts_fts MATCH @words AND rowid <= @up_to
        ORDER BY rowid;
        """;

    private const string VersionsOf =
        """
        SELECT id
        FROM revisions
        WHERE segment = @sentence;
        """;

    private const string IsWaiting =
        """
        SELECT EXISTS (SELECT 1 FROM failed_segments WHERE id = @seq AND is_settled = 0);
        """;

    /// <exception cref="SqliteException">The log cannot be read.</exception>
    public ForgettingPlan Find(ForgettingSelection wanted)
    {
        using var connection = DatabaseFile.OpenForReading(path);
        return Find(connection, path, wanted);
    }

    /// <param name="connection">Of the log, or of one in memory whose events belong to it.</param>
    /// <param name="path">The log, which has the audio beside it.</param>
    internal static ForgettingPlan Find(SqliteConnection connection, string path, ForgettingSelection wanted)
    {
        var events = new SpokenEvents(connection);
        var chosen = wanted.IsEmpty ? [] : Choose(connection, events, wanted);
        AddRelated(events, wanted, chosen);
        return Plan(wanted, chosen, new SpokenAudio(path).Find(wanted, chosen.Values));
    }

    /// <summary>
    /// The sentences with their measurements alone, at once: what else is about the same speech may stand anywhere in the log
    /// (<see cref="FindRelated"/>).
    /// </summary>
    /// <exception cref="SqliteException">The log cannot be read.</exception>
    public ForgettingPlan FindChosen(ForgettingSelection wanted)
    {
        using var connection = DatabaseFile.OpenForReading(path);
        var events = new SpokenEvents(connection);
        var chosen = wanted.IsEmpty ? [] : Choose(connection, events, wanted);
        AddVersions(connection, events, chosen);
        AddNeighbours(events.Find, chosen);
        return Plan(wanted, chosen, []);
    }

    /// <summary>These events, whether or not they have lost their words, and all that belongs to them, with the audio.</summary>
    /// <exception cref="SqliteException">The log cannot be read.</exception>
    public ForgettingPlan FindRelated(IReadOnlyList<long> positions, long upTo)
    {
        using var connection = DatabaseFile.OpenForReading(path);
        var events = new SpokenEvents(connection);
        var wanted = new ForgettingSelection(upTo, Positions: [.. positions.Select(position => new PositionRange(position, position))]);
        var chosen = positions.Select(events.Find).OfType<SpokenEvent>().ToDictionary(spoken => spoken.Position);
        AddRelated(events, wanted, chosen);
        return Plan(wanted, chosen, new SpokenAudio(path).Find(wanted, chosen.Values));
    }

    /// <summary>
    /// The events of a stretch that have become old and still have their words, but for speech that has no text yet and can be
    /// tried again. Audio has a rule of its own.
    /// </summary>
    /// <param name="after">The stretch begins behind this position.</param>
    /// <param name="upTo">Its last position.</param>
    /// <param name="before">What was said at this time or later is not old, in microseconds since 1970.</param>
    /// <exception cref="SqliteException">The log cannot be read.</exception>
    public ForgettingPlan FindOld(long after, long upTo, long before)
    {
        using var connection = DatabaseFile.OpenForReading(path);
        using var isWaiting = new RawStatement(connection, IsWaiting);
        var wanted = new ForgettingSelection(upTo, ToUs: before - 1, IsOld: true);
        var chosen = new SpokenEvents(connection)
            .Read(upTo, session: null, withForgotten: false, toUs: before - 1, after: after)
            .Where(spoken => isWaiting.Bind(1, spoken.Position).RunScalar() == 0)
            .ToDictionary(spoken => spoken.Position);
        return Plan(wanted, chosen, []);
    }

    private static ForgettingPlan Plan(
        ForgettingSelection wanted, Dictionary<long, SpokenEvent> chosen, IReadOnlyList<FileStretch> audio)
    {
        var positions = chosen.Keys.Order().ToArray();
        return new(
            wanted,
            positions,
            [.. positions.Where(position => IsOfType(chosen[position], Transcription.TypeName, SegmentImported.TypeName))],
            [.. chosen.Values.Select(spoken => spoken.Session).OfType<long>().Distinct().Order().Select(id => new SessionId(id))],
            audio);
    }

    private static Dictionary<long, SpokenEvent> Choose(
        SqliteConnection connection, SpokenEvents events, ForgettingSelection wanted)
    {
        var isAgain = wanted.Extent != ForgettingExtent.Words;
        var ranges = Positions(connection, wanted);
        var all = ranges is null
            ? events.Read(wanted.UpTo, wanted.Session, isAgain, wanted.FromUs ?? long.MinValue, wanted.ToUs ?? long.MaxValue, wanted.After)
            : ranges.SelectMany(range => events.Read(
                Math.Min(range.Last, wanted.UpTo),
                session: null,
                isAgain,
                wanted.FromUs ?? long.MinValue,
                wanted.ToUs ?? long.MaxValue,
                after: Math.Max(range.First - 1, wanted.After)));
        // A text that a sentence has got goes with it: when it was typed says nothing of when it was said.
        return all
            .Where(spoken => wanted.Session is null || spoken.Session == wanted.Session.Value.Value)
            .Where(spoken => !spoken.IsVersion || wanted.Kind != ForgettingKind.Time)
            .DistinctBy(spoken => spoken.Position)
            .ToDictionary(spoken => spoken.Position);
    }

    // Null where no condition is on positions. A measurement stands directly behind its sentence.
    private static PositionRange[]? Positions(SqliteConnection connection, ForgettingSelection wanted)
    {
        if (wanted.Words is { } words) return [.. Search(connection, words, wanted.UpTo).Select(seq => new PositionRange(seq, seq))];
        return wanted.Positions is { } given ? [.. given] : null;
    }

    private static List<long> Search(SqliteConnection connection, string words, long upTo)
    {
        if (FullTextQuery.Of(words) is not { } query) return [];
        using var select = new RawStatement(connection, Matching);
        select.Bind(1, Encoding.UTF8.GetBytes(query)).Bind(2, upTo);
        var found = new List<long>();
        while (select.Step()) found.Add(select.Int64(0));
        return found;
    }

    private static void AddRelated(SpokenEvents events, ForgettingSelection wanted, Dictionary<long, SpokenEvent> chosen)
    {
        if (wanted.IsWholeSession) return;
        foreach (var session in chosen.Values.Select(spoken => spoken.Session).OfType<long>().Distinct().ToArray())
        {
            var all = events.Read(wanted.UpTo, new SessionId(session), wanted.Extent != ForgettingExtent.Words, after: wanted.After).ToArray();
            var byPosition = all.ToDictionary(spoken => spoken.Position);
            AddTexts();
            AddNeighbours(Find, chosen);
            var spans = chosen.Values.Where(spoken => spoken.Session == session && spoken.HasPlace).ToArray();
            foreach (var other in all.Where(other => other.HasPlace && !chosen.ContainsKey(other.Position)))
            {
                if (Array.Exists(spans, span => span.IsOfSameSpeech(other))) chosen.Add(other.Position, other);
            }

            AddTexts();
            AddNeighbours(Find, chosen);

            void AddTexts()
            {
                var sentences = chosen.Values.Select(spoken => spoken.Sentence).ToHashSet();
                foreach (var other in all.Where(other => sentences.Contains(other.Sentence))) chosen.TryAdd(other.Position, other);
            }

            SpokenEvent? Find(long position) => byPosition.TryGetValue(position, out var spoken) ? spoken : null;
        }
    }

    // All texts of a sentence go together, whichever of them was chosen; the read models know them.
    private static void AddVersions(SqliteConnection connection, SpokenEvents events, Dictionary<long, SpokenEvent> chosen)
    {
        using var select = new RawStatement(connection, VersionsOf);
        foreach (var sentence in chosen.Values.Select(spoken => spoken.Sentence).Distinct().ToArray())
        {
            foreach (var position in select.Bind(1, sentence).ReadAll(row => row.Int64(0)).Prepend(sentence))
            {
                if (!chosen.ContainsKey(position) && events.Find(position) is { } other && other.Sentence == sentence)
                    chosen.Add(position, other);
            }
        }
    }

    // A sentence and its measurement go together, whichever of them was chosen.
    private static void AddNeighbours(Func<long, SpokenEvent?> find, Dictionary<long, SpokenEvent> chosen)
    {
        foreach (var spoken in chosen.Values.ToArray())
        {
            if (IsOfType(spoken, Transcription.TypeName)) Add(spoken.Position + 1, SegmentMeasured.TypeName);
            if (IsOfType(spoken, SegmentMeasured.TypeName)) Add(spoken.Position - 1, Transcription.TypeName);
        }

        void Add(long position, string type)
        {
            if (!chosen.ContainsKey(position) && find(position) is { } neighbour && IsOfType(neighbour, type))
                chosen.Add(position, neighbour);
        }
    }

    private static bool IsOfType(in SpokenEvent spoken, params ReadOnlySpan<string> types) => types.Contains(spoken.Type);
}
