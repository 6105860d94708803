using Swictation.Daemon.Portals;
using Swictation.Daemon.Typing.Experience;
using Swictation.Daemon.Typing.Windows;
using Swictation.Domain.Events;
using Swictation.Plumbing.Settings;

namespace Swictation.Daemon.Typing.Ways;

/// <summary>The ways of this session, and which of them is taken for a text.</summary>
/// <param name="ways">In the order in which they are preferred.</param>
/// <param name="experience">What a trial has shown on this desktop.</param>
internal sealed class WaySet(IReadOnlyList<IWay> ways, WayExperience experience) : IAsyncDisposable
{
    /// <summary>Longer texts, in UTF-16, are pasted: keys would take too long.</summary>
    public const int Long = 1000;

    /// <summary>All, also those that cannot be used here.</summary>
    public IReadOnlyList<IWay> All => ways;

    /// <summary>The ways of the display server that a session has.</summary>
    /// <param name="environment">Reads a variable.</param>
    /// <param name="tell">Takes a line for the user while a question of the desktop waits.</param>
    public static WaySet Open(Func<string, string?> environment, WayExperience experience, Action<string> tell, TimeProvider time)
    {
        if (environment("WAYLAND_DISPLAY") is not { Length: > 0 })
        {
            IWay[] ofX11 = [new XdotoolWay(), new ClipboardWay(new XClipboard(), new XdotoolPasteKeys(), time)];
            return new(environment("DISPLAY") is { Length: > 0 } ? [.. ofX11, OpenPortal(environment, experience, tell, time)] : ofX11, experience);
        }

        var keys = new WaylandKeys(environment);
        var portal = OpenPortal(environment, experience, tell, time);
        var clipboard = new WlClipboard();
        IWay paste = keys.Obstacle is null
            ? new ClipboardWay(clipboard, keys, time)
            : new TriedWay(new ClipboardWay(clipboard, portal, time), experience);
        return new([keys, portal, new WtypeWay(keys.Obstacle), paste], experience);
    }

    /// <summary>
    /// Has the desktop ask the user for a keyboard, where one is wanted or no other way presses keys here, or only looks whether
    /// it would.
    /// </summary>
    /// <param name="isWanted">True where that way is named.</param>
    public async Task PrepareAsync(PortalQuestion question, bool isWanted, CancellationToken cancellationToken)
    {
        var isNeeded = isWanted || !ways.Any(way => way.Name != DeliveryWay.Portal && way.Name != DeliveryWay.Clipboard && way.Obstacle is null);
        if (!isNeeded) return;

        foreach (var portal in ways.OfType<PortalKeys>()) await portal.PrepareAsync(question, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The way for a text; null if there is none, which <see cref="Explain"/> explains.</summary>
    /// <param name="avoidsKeys">True while the user holds a key that would change what is typed.</param>
    /// <param name="wanted">The only one to be used; null for the best.</param>
    public IWay? Choose(string text, bool avoidsKeys, DeliveryWay? wanted)
    {
        if (wanted is { } name) return ways.FirstOrDefault(way => way.Name == name && way.Obstacle is null);

        var paste = ways.FirstOrDefault(way => way.Name == DeliveryWay.Clipboard && CanType(way, text));
        var keys = ways.FirstOrDefault(way => way.Name != DeliveryWay.Clipboard && CanType(way, text));
        return avoidsKeys || text.Length > Long ? paste ?? keys : keys ?? paste;
    }

    /// <summary>The way to take when one has failed before it did anything; null if there is none.</summary>
    /// <param name="text">The text: a way that would lose a part of it is none.</param>
    public IWay? Instead(IWay failed, string text, DeliveryWay? wanted) =>
        wanted is null ? ways.FirstOrDefault(way => way != failed && CanType(way, text)) : null;

    /// <summary>Why none of the ways that are wanted can be used, in words.</summary>
    public string Explain(DeliveryWay? wanted)
    {
        var named = ways.Where(way => wanted is null || way.Name == wanted).ToList();
        if (named.Count == 0) return $"there is no way {wanted} here";
        if (named.Any(way => way.Obstacle is null)) return "no way here types all of its characters; 'swictation-daemon doctor --type' tries them";

        return string.Join("; ", named.Select(way => way.Obstacle).Distinct());
    }

    // The clipboard first: it uses the keys of another one.
    public async ValueTask DisposeAsync()
    {
        foreach (var way in ways.Reverse()) await way.DisposeAsync().ConfigureAwait(false);
    }

    private static PortalKeys OpenPortal(
        Func<string, string?> environment, WayExperience experience, Action<string> tell, TimeProvider time) => new(
        environment,
        GrantFile.In(new StandardPaths(environment).StateDirectory),
        ExperienceFile.DesktopOf(environment),
        new ScreenLock().IsLockedAsync,
        experience,
        time)
        {
            Tell = tell,
        };

    private bool CanType(IWay way, string text) => way.Obstacle is null && way.CanType(text) && !experience.Loses(way.Name, text);
}
