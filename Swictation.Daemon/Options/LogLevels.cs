using Microsoft.Extensions.Logging;

namespace Swictation.Daemon.Options;

/// <summary>How much is logged: a level for everything, and others for single areas.</summary>
internal sealed class LogLevels : IEquatable<LogLevels>
{
    /// <summary>The default.</summary>
    public const string Standard = "info";

    private const LogLevel OfOthers = LogLevel.Warning;

    private static readonly Dictionary<string, LogLevel> Levels = new()
    {
        ["debug"] = LogLevel.Debug,
        ["info"] = LogLevel.Information,
        ["warning"] = LogLevel.Warning,
        ["error"] = LogLevel.Error,
    };

    // By the rooms in which the messages are written.
    private static readonly (string Area, string Category)[] Areas =
    [
        ("feed", "Swictation.Sockets.Feed"),
        ("commands", "Swictation.Sockets.Commands"),
        ("log", "Swictation.Storage"),
        ("sessions", "Swictation.Daemon.Sessions"),
        ("microphone", "Swictation.Daemon.Speech.Audio"),
        ("recogniser", "Swictation.Daemon.Speech"),
        ("daemon", "Swictation.Daemon"),
    ];

    private readonly string _text;
    private readonly LogLevel _ofAll;
    private readonly Dictionary<string, LogLevel> _ofAreas;

    private LogLevels(string text, LogLevel ofAll, Dictionary<string, LogLevel> ofAreas) =>
        (_text, _ofAll, _ofAreas) = (text, ofAll, ofAreas);

    public static string Forms { get; } =
        $"{string.Join(", ", Levels.Keys)}, or levels of areas behind it, as in warning,feed=debug (areas: "
        + $"{string.Join(", ", Areas.Select(known => known.Area))})";

    /// <summary>Reads <c>LEVEL</c>, <c>AREA=LEVEL</c>, and several of them with commas between, each once at most.</summary>
    /// <returns>Null if it is anything else.</returns>
    public static LogLevels? Parse(string text)
    {
        LogLevel? ofAll = null;
        var ofAreas = new Dictionary<string, LogLevel>();
        foreach (var part in text.Split(','))
        {
            var isOfArea = part.Split('=', 2) is { Length: 2 };
            var area = isOfArea ? part.Split('=')[0] : null;
            if (!Levels.TryGetValue(isOfArea ? part[(area!.Length + 1)..] : part, out var level)) return null;

            if (area is null && ofAll is null)
                ofAll = level;
            else if (area is null || !Areas.Any(known => known.Area == area) || !ofAreas.TryAdd(area, level))
                return null;
        }

        return new(text, ofAll ?? Levels[Standard], ofAreas);
    }

    /// <param name="category">Of the logger: the name of a class with its namespace.</param>
    public bool Include(string category, LogLevel level) => level >= LevelOf(category);

    public override string ToString() => _text;

    public bool Equals(LogLevels? other) => _text == other?._text;

    public override bool Equals(object? obj) => Equals(obj as LogLevels);

    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    private LogLevel LevelOf(string category)
    {
        foreach (var (area, prefix) in Areas)
        {
            // An area in another one counts first.
            if (category.StartsWith(prefix, StringComparison.Ordinal) && _ofAreas.TryGetValue(area, out var level)) return level;
        }

        return category.StartsWith("Swictation", StringComparison.Ordinal) || _ofAll > OfOthers ? _ofAll : OfOthers;
    }
}
