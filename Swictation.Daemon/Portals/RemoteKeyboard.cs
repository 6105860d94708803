using Tmds.DBus.Protocol;

namespace Swictation.Daemon.Portals;

/// <summary>
/// A keyboard that the desktop has granted (org.freedesktop.portal.RemoteDesktop). Keys are pressed by their meaning and not
/// by their place, so that the layout does not matter. One text at a time.
/// </summary>
internal sealed class RemoteKeyboard : IAsyncDisposable
{
    private const string Kind = "org.freedesktop.portal.RemoteDesktop";
    private const uint Keyboard = 1;
    private const uint UntilRevoked = 2;
    private const uint VersionWithTokens = 2;
    private const uint Pressed = 1;
    private const uint Released = 0;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly DesktopPortal _portal;
    private readonly string _session;
    private readonly TaskCompletionSource _closing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IDisposable? _watch;

    private RemoteKeyboard(DesktopPortal portal, string session) => (_portal, _session) = (portal, session);

    /// <summary>With it the next session is granted without a question; null if the desktop gives none.</summary>
    public string? RestoreToken { get; private set; }

    /// <summary>Ends when the desktop has closed the session.</summary>
    public Task Closed => _closing.Task;

    /// <summary>Returns if the desktop has keyboards to grant. Asks nobody.</summary>
    /// <exception cref="PortalException">It has none.</exception>
    public static async Task CheckAsync(DesktopPortal portal, CancellationToken cancellationToken)
    {
        var types = await portal.ReadNumberAsync(Kind, "AvailableDeviceTypes", cancellationToken).ConfigureAwait(false);
        if ((types & Keyboard) == 0) throw new PortalException(PortalFault.Absent, "the portal of this desktop has no keyboard to grant");
    }

    /// <summary>Asks for a keyboard.</summary>
    /// <param name="restoreToken">Of the last session; null for none.</param>
    /// <param name="limit">How long the user may take to answer.</param>
    /// <param name="onQuestion">Called with what ends when there is an answer, and waited for; null for nothing.</param>
    /// <exception cref="PortalException">None is granted.</exception>
    public static async Task<RemoteKeyboard> OpenAsync(
        DesktopPortal portal, string? restoreToken, TimeSpan limit, Func<Task, Task>? onQuestion, CancellationToken cancellationToken)
    {
        await CheckAsync(portal, cancellationToken).ConfigureAwait(false);
        var hasTokens = await portal.ReadNumberAsync(Kind, "version", cancellationToken).ConfigureAwait(false) >= VersionWithTokens;
        var (session, _) = await portal.CreateSessionAsync(Kind, [], cancellationToken).ConfigureAwait(false);
        var keyboard = new RemoteKeyboard(portal, session);
        try
        {
            keyboard._watch = await portal.WatchCloseAsync(keyboard._session, () => keyboard._closing.TrySetResult()).ConfigureAwait(false);
            var selection = new Dictionary<string, VariantValue> { ["types"] = VariantValue.UInt32(Keyboard) };
            if (hasTokens) selection["persist_mode"] = VariantValue.UInt32(UntilRevoked);
            if (hasTokens && restoreToken is not null) selection["restore_token"] = VariantValue.String(restoreToken);
            await portal
                .RequestAsync(Kind, "SelectDevices", "o", keyboard.WriteSession, selection, Patience, cancellationToken)
                .ConfigureAwait(false);
            var started = await keyboard.StartAsync(limit, onQuestion, cancellationToken).ConfigureAwait(false);
            if (((started.NumberOf("devices") ?? 0) & Keyboard) == 0)
                throw new PortalException(PortalFault.Denied, "the desktop was allowed to grant no keyboard");

            keyboard.RestoreToken = started.TextOf("restore_token") is { Length: > 0 } token ? token : null;
            return keyboard;
        }
        catch
        {
            await keyboard.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Presses a key, and releases it.</summary>
    /// <param name="symbol">Its keysym.</param>
    /// <exception cref="PortalException">Unless its fault is <see cref="PortalFault.Refused"/> the key may have been pressed.</exception>
    public async Task TapAsync(uint symbol, CancellationToken cancellationToken)
    {
        // One after the other is answered: the portal does what is asked at once in no certain order.
        await NotifyAsync(symbol, Pressed, cancellationToken).ConfigureAwait(false);
        try
        {
            await NotifyAsync(symbol, Released, cancellationToken).ConfigureAwait(false);
        }
        catch (PortalException e)
        {
            throw new PortalException(PortalFault.Lost, e.Reason);
        }
    }

    /// <summary>Taps a key while others are held.</summary>
    /// <inheritdoc cref="TapAsync(uint, CancellationToken)" path="/exception"/>
    public async Task TapAsync(IReadOnlyList<uint> held, uint symbol, CancellationToken cancellationToken)
    {
        var down = new Stack<uint>();
        try
        {
            foreach (var key in held)
            {
                down.Push(key);
                await NotifyAsync(key, Pressed, cancellationToken).ConfigureAwait(false);
            }

            await TapAsync(symbol, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            while (down.TryPop(out var key)) await NotifyAsync(key, Released, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Closes the session.</summary>
    public async ValueTask DisposeAsync()
    {
        _watch?.Dispose();
        if (!_closing.Task.IsCompleted) await _portal.CloseSessionAsync(_session).ConfigureAwait(false);
    }

    // A desktop may close the session in place of an answer.
    private async Task<IReadOnlyDictionary<string, VariantValue>> StartAsync(
        TimeSpan limit, Func<Task, Task>? onQuestion, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var starting = _portal.RequestAsync(Kind, "Start", "os", WriteSessionAndNoWindow, [], limit, ending.Token);
        var answered = Task.WhenAny(starting, Closed);
        if (onQuestion is not null) await onQuestion(answered).ConfigureAwait(false);
        if (await answered.ConfigureAwait(false) == starting) return await starting.ConfigureAwait(false);

        await ending.CancelAsync().ConfigureAwait(false);
        await ((Task)starting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        throw new PortalException(PortalFault.Denied, "the desktop has closed the session in place of an answer");
    }

    private async Task NotifyAsync(uint symbol, uint state, CancellationToken cancellationToken)
    {
        if (Closed.IsCompleted) throw new PortalException(PortalFault.Lost, "the desktop has closed the session");

        await _portal.CallAsync(
            Kind,
            "NotifyKeyboardKeysym",
            "oa{sv}iu",
            (ref MessageWriter writer) =>
            {
                writer.WriteObjectPath(_session);
                writer.WriteDictionary(new Dictionary<string, VariantValue>());
                writer.WriteInt32((int)symbol);
                writer.WriteUInt32(state);
            },
            cancellationToken).ConfigureAwait(false);
    }

    private void WriteSession(ref MessageWriter writer) => writer.WriteObjectPath(_session);

    private void WriteSessionAndNoWindow(ref MessageWriter writer)
    {
        writer.WriteObjectPath(_session);
        writer.WriteString("");
    }
}
