namespace Swictation.Daemon.Typing.Notices;

/// <summary>The kinds of notices by their names on the command line.</summary>
internal static class NoticeNames
{
    private static readonly Dictionary<string, NoticeKind> Names = new()
    {
        ["started"] = NoticeKind.Started,
        ["stopped"] = NoticeKind.Stopped,
        ["error"] = NoticeKind.Error,
        ["muted"] = NoticeKind.Muted,
        ["not-typed"] = NoticeKind.NotTyped,
        ["silence"] = NoticeKind.Silence,
    };

    /// <summary>What is told unless somebody says otherwise: what needs the user.</summary>
    public const string Usual = "error,muted,not-typed,silence";

    /// <summary>For messages.</summary>
    public static string Forms => $"none, all, or some of {string.Join(',', Names.Keys)}";

    /// <summary>The kinds in a list such as <c>error,muted</c>; null if one is none of them.</summary>
    public static IReadOnlySet<NoticeKind>? Parse(string text)
    {
        if (text == "none") return new HashSet<NoticeKind>();
        if (text == "all") return Names.Values.ToHashSet();

        var kinds = new HashSet<NoticeKind>();
        foreach (var name in text.Split(','))
        {
            if (!Names.TryGetValue(name, out var kind)) return null;
            kinds.Add(kind);
        }

        return kinds;
    }
}
