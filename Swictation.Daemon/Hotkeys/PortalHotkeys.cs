using System.Runtime.CompilerServices;
using Swictation.Daemon.Portals;

namespace Swictation.Daemon.Hotkeys;

/// <summary>Keys of which the desktop portal tells: GNOME 48 and later, KDE, Hyprland.</summary>
internal sealed class PortalHotkeys : IHotkeySource
{
    /// <summary>The desktop file that scripts/install puts in its place: without one newer portals tell no program of keys.</summary>
    public const string Application = "org.swictation.Swictation";

    private static readonly TimeSpan LongestQuestion = TimeSpan.FromMinutes(1);

    private static readonly (HotkeyAction Action, string Id, string Description)[] Table =
    [
        (HotkeyAction.PushToTalk, "push-to-talk", "Record while the key is held"),
        (HotkeyAction.Toggle, "toggle", "Start recording, or stop it"),
    ];

    private readonly DesktopPortal _portal;
    private readonly ShortcutSession _session;

    private PortalHotkeys(DesktopPortal portal, ShortcutSession session)
    {
        (_portal, _session) = (portal, session);
        Shown = [.. from row in Table where session.Bound.ContainsKey(row.Id) select $"{row.Id}: {session.Bound[row.Id]}"];
    }

    public IReadOnlyList<string> Shown { get; }

    /// <param name="environment">Reads a variable.</param>
    /// <exception cref="HotkeyException">The desktop tells nobody of keys, or the user has refused it.</exception>
    public static async Task<PortalHotkeys> OpenAsync(
        Func<string, string?> environment, IReadOnlyList<Hotkey> keys, TimeProvider time, CancellationToken cancellationToken)
    {
        DesktopPortal? portal = null;
        try
        {
            portal = await DesktopPortal.ConnectAsync(environment, time, cancellationToken).ConfigureAwait(false);
            var wanted = from row in Table
                         join key in keys on row.Action equals key.Action
                         select new Shortcut(row.Id, row.Description, key.Chord.ToString());
            return new(
                portal,
                await ShortcutSession.OpenAsync(portal, Application, [.. wanted], LongestQuestion, cancellationToken).ConfigureAwait(false));
        }
        catch (PortalException e)
        {
            portal?.Dispose();
            throw new HotkeyException($"{e.Reason}; docs/typing.md says how keys are bound without it");
        }
    }

    public async IAsyncEnumerable<HotkeyEvent> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (id, isPressed) in _session.Heard.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var row in Table)
            {
                if (row.Id == id) yield return new(row.Action, isPressed);
            }
        }

        throw new HotkeyException("the desktop tells of keys no more: it has closed the session, or its portal has gone");
    }

    public async ValueTask DisposeAsync()
    {
        await _session.DisposeAsync().ConfigureAwait(false);
        _portal.Dispose();
    }
}
