using System.Collections.Concurrent;
using Tmds.DBus.Protocol;

namespace Swictation.Daemon.Portals;

/// <summary>
/// The desktop portal (xdg-desktop-portal), which asks the user before a program may do something. Any thread may use it. One
/// that is lost stays lost.
/// </summary>
internal sealed class DesktopPortal : IDisposable
{
    /// <summary>The option that names a session.</summary>
    public const string SessionName = "session_handle_token";

    private const string Place = "/org/freedesktop/portal/desktop";
    private const string RequestKind = "org.freedesktop.portal.Request";
    private const string SessionKind = "org.freedesktop.portal.Session";
    private const string RegistryKind = "org.freedesktop.host.portal.Registry";
    private const string Properties = "org.freedesktop.DBus.Properties";
    private const uint Done = 0;
    private const uint Cancelled = 1;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly PortalBus _bus;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<PortalAnswer>> _requests = [];

    private DesktopPortal(PortalBus bus, TimeProvider time) => (_bus, _time) = (bus, time);

    /// <inheritdoc cref="PortalBus.Lost"/>
    public CancellationToken Lost => _bus.Lost;

    /// <param name="environment">Reads a variable.</param>
    /// <exception cref="PortalException">There is no bus.</exception>
    public static async Task<DesktopPortal> ConnectAsync(
        Func<string, string?> environment, TimeProvider time, CancellationToken cancellationToken)
    {
        if (SessionBus.AddressOf(environment) is not { } address)
            throw new PortalException(PortalFault.Absent, "there is no D-Bus session: DBUS_SESSION_BUS_ADDRESS is not set");

        var bus = new PortalBus(address, time);
        var portal = new DesktopPortal(bus, time);
        try
        {
            await bus.ConnectAsync().WaitAsync(Patience, time, cancellationToken).ConfigureAwait(false);
            await portal.WatchAnswersAsync().WaitAsync(Patience, time, cancellationToken).ConfigureAwait(false);
            return portal;
        }
        catch (Exception e) when (e is DBusExceptionBase or TimeoutException or FormatException or ArgumentException)
        {
            portal.Dispose();
            throw new PortalException(PortalFault.Absent, $"the D-Bus session cannot be reached: {e.Message}");
        }
    }

    /// <summary>A number that a part of the portal tells.</summary>
    /// <param name="kind">The interface.</param>
    /// <exception cref="PortalException">It does not have that part.</exception>
    public async Task<uint> ReadNumberAsync(string kind, string property, CancellationToken cancellationToken)
    {
        try
        {
            return await _bus.CallAsync(
                Place,
                Properties,
                "Get",
                "ss",
                (ref MessageWriter writer) =>
                {
                    writer.WriteString(kind);
                    writer.WriteString(property);
                },
                static (message, _) => message.GetBodyReader().ReadVariantValue().GetUInt32(),
                cancellationToken).ConfigureAwait(false);
        }
        catch (PortalException e) when (e.Fault == PortalFault.Refused)
        {
            throw new PortalException(PortalFault.Absent, $"the portal of this desktop has no {kind[(kind.LastIndexOf('.') + 1)..]}");
        }
    }

    /// <summary>Tells the portal which desktop file this program has; older portals do not ask, and one without that file refuses.</summary>
    public async Task TryRegisterAsync(string application, CancellationToken cancellationToken)
    {
        try
        {
            await CallAsync(
                RegistryKind,
                "Register",
                "sa{sv}",
                (ref MessageWriter writer) =>
                {
                    writer.WriteString(application);
                    writer.WriteDictionary(new Dictionary<string, VariantValue>());
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (PortalException e) when (e.Fault == PortalFault.Refused)
        {
            // What follows says whether it mattered.
        }
    }

    /// <summary>Asks for something that the user may have to allow, and waits for the answer.</summary>
    /// <param name="kind">The interface.</param>
    /// <param name="signature">Of the arguments before the options.</param>
    /// <param name="limit">Then the question is withdrawn.</param>
    /// <exception cref="PortalException">It is not given.</exception>
    public async Task<IReadOnlyDictionary<string, VariantValue>> RequestAsync(
        string kind,
        string member,
        string signature,
        ArgumentWriter? write,
        Dictionary<string, VariantValue> options,
        TimeSpan limit,
        CancellationToken cancellationToken)
    {
        var token = NewToken();
        var path = $"{Place}/request/{_bus.PathName}/{token}";
        var answering = new TaskCompletionSource<PortalAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        _requests[path] = answering;
        try
        {
            await CallAsync(
                kind,
                member,
                signature + "a{sv}",
                (ref MessageWriter writer) =>
                {
                    write?.Invoke(ref writer);
                    writer.WriteDictionary(new Dictionary<string, VariantValue>(options) { ["handle_token"] = VariantValue.String(token) });
                },
                cancellationToken).ConfigureAwait(false);
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Lost);
            var answer = await answering.Task.WaitAsync(limit, _time, ending.Token).ConfigureAwait(false);
            return answer.Code switch
            {
                Done => answer.Results,
                Cancelled => throw new PortalException(PortalFault.Denied, "it was refused on this desktop"),
                _ => throw new PortalException(PortalFault.Refused, $"the desktop has given up {member}"),
            };
        }
        catch (TimeoutException)
        {
            await CloseAsync(path, RequestKind).ConfigureAwait(false);
            throw new PortalException(PortalFault.Unanswered, $"nobody has answered the question of the desktop within {limit.TotalSeconds:0.#} s");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw PortalBus.Gone();
        }
        finally
        {
            _requests.TryRemove(path, out _);
        }
    }

    /// <summary>Begins a session.</summary>
    /// <param name="kind">The interface.</param>
    /// <param name="options">The session is named in a way that nobody can guess, unless they name it.</param>
    /// <returns>Its path, and what else the portal has answered.</returns>
    /// <exception cref="PortalException">There is none.</exception>
    public async Task<(string Session, IReadOnlyDictionary<string, VariantValue> Answer)> CreateSessionAsync(
        string kind, Dictionary<string, VariantValue> options, CancellationToken cancellationToken)
    {
        options.TryAdd(SessionName, VariantValue.String(NewToken()));
        var created = await RequestAsync(kind, "CreateSession", "", write: null, options, Patience, cancellationToken).ConfigureAwait(false);
        return created.TextOf("session_handle") is { Length: > 0 } session
            ? (session, created)
            : throw new PortalException(PortalFault.Refused, "the portal of this desktop has given no session");
    }

    /// <inheritdoc cref="PortalBus.CallAsync"/>
    public Task CallAsync(string kind, string member, string signature, ArgumentWriter write, CancellationToken cancellationToken) =>
        _bus.CallAsync(Place, kind, member, signature, write, static (_, _) => 0, cancellationToken);

    /// <inheritdoc cref="PortalBus.WatchAsync"/>
    public Task<IDisposable> WatchAsync<T>(string kind, string member, MessageValueReader<T> reader, Action<T> handler) =>
        _bus.WatchAsync(kind, member, reader, handler);

    /// <summary>Has a handler called when a session is closed by the desktop.</summary>
    /// <exception cref="PortalException">The bus has gone.</exception>
    public Task<IDisposable> WatchCloseAsync(string session, Action closed) => WatchAsync(
        SessionKind,
        "Closed",
        static (message, _) => message.PathAsString,
        path =>
        {
            if (path == session) closed();
        });

    /// <summary>Closes a session of ours. Never fails: one that has gone is closed.</summary>
    public Task CloseSessionAsync(string session) => CloseAsync(session, SessionKind);

    public void Dispose() => _bus.Dispose();

    // Nobody can guess it.
    private static string NewToken() => $"swictation{Guid.NewGuid():n}";

    private async Task WatchAnswersAsync()
    {
        await WatchAsync(RequestKind, "Response", static (message, _) => PortalAnswer.Read(message), Heed).ConfigureAwait(false);
        await _bus.WatchOwnerAsync().ConfigureAwait(false);

        void Heed(PortalAnswer answer)
        {
            if (_requests.TryRemove(answer.Path, out var waiting)) waiting.TrySetResult(answer);
        }
    }

    private async Task CloseAsync(string path, string kind)
    {
        try
        {
            await _bus.CallAsync(path, kind, "Close", "", static (ref _) => { }, static (_, _) => 0, CancellationToken.None).ConfigureAwait(false);
        }
        catch (PortalException)
        {
            // It is closed.
        }
    }
}
