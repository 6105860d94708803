using Swictation.Domain.Events;

namespace Swictation.Daemon.Typing.Ways;

/// <summary>The ways of this session, and which of them is taken for a text.</summary>
internal sealed class WaySet : IAsyncDisposable
{
    /// <summary>Longer texts, in UTF-16, are pasted: keys would take too long.</summary>
    public const int Long = 1000;

    private readonly List<IWay> _ways;
    private readonly DeliveryWay? _wanted;

    /// <param name="ways">In the order in which they are preferred.</param>
    /// <param name="wanted">The only one to be used; null for the best.</param>
    public WaySet(IEnumerable<IWay> ways, DeliveryWay? wanted)
    {
        _ways = [.. ways];
        _wanted = wanted;
    }

    /// <summary>All, also those that cannot be used here.</summary>
    public IReadOnlyList<IWay> All => _ways;

    /// <summary>The ways of the display server that a session has.</summary>
    /// <param name="environment">Reads a variable.</param>
    public static WaySet Open(Func<string, string?> environment, DeliveryWay? wanted, TimeProvider time)
    {
        if (environment("WAYLAND_DISPLAY") is not { Length: > 0 })
            return new([new XdotoolWay(), new ClipboardWay(new XClipboard(), new XdotoolPasteKeys(), time)], wanted);

        var keys = new WaylandKeys(environment);
        return new([keys, new WtypeWay(), new ClipboardWay(new WlClipboard(), keys, time)], wanted);
    }

    /// <summary>The way for a text; null if there is none, which <see cref="Explain"/> explains.</summary>
    /// <param name="avoidsKeys">True while the user holds a key that would change what is typed.</param>
    public IWay? Choose(string text, bool avoidsKeys)
    {
        if (_wanted is { } wanted) return Find(wanted) is { Obstacle: null } way ? way : null;

        var paste = Find(DeliveryWay.Clipboard) is { Obstacle: null } clipboard ? clipboard : null;
        var keys = _ways.FirstOrDefault(way => way.Obstacle is null && way != paste);
        if (keys?.CanType(text) == false) return paste;
        return avoidsKeys || text.Length > Long ? paste ?? keys : keys ?? paste;
    }

    /// <summary>The way to take when one has failed before it did anything; null if there is none.</summary>
    /// <param name="text">The text: a way that would lose a part of it is none.</param>
    public IWay? Instead(IWay failed, string text) => _wanted is null
        ? _ways.FirstOrDefault(way => way.Obstacle is null && way != failed && way.CanType(text))
        : null;

    /// <summary>Why none of the ways that are wanted can be used, in words.</summary>
    public string Explain() => string.Join(
        "; ", _ways.Where(way => _wanted is null || way.Name == _wanted).Select(way => way.Obstacle).OfType<string>().Distinct())
        is { Length: > 0 } why ? why : $"there is no way {_wanted} here";

    // The clipboard first: it uses the keys of another one.
    public async ValueTask DisposeAsync()
    {
        foreach (var way in _ways.AsEnumerable().Reverse()) await way.DisposeAsync().ConfigureAwait(false);
    }

    private IWay? Find(DeliveryWay name) => _ways.FirstOrDefault(way => way.Name == name);
}
