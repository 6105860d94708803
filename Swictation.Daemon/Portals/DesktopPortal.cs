using System.Collections.Concurrent;
using Tmds.DBus.Protocol;

namespace Swictation.Daemon.Portals;

/// <summary>Writes the arguments of a call that stand before its options.</summary>
internal delegate void ArgumentWriter(ref MessageWriter writer);

/// <summary>
/// A connection to the desktop portal (xdg-desktop-portal), which asks the user before a program may do something. Any thread
/// may use it. One that is lost stays lost.
/// </summary>
internal sealed class DesktopPortal : IDisposable
{
    private const string Service = "org.freedesktop.portal.Desktop";
    private const string Place = "/org/freedesktop/portal/desktop";
    private const string RequestKind = "org.freedesktop.portal.Request";
    private const string SessionKind = "org.freedesktop.portal.Session";
    private const string RegistryKind = "org.freedesktop.host.portal.Registry";
    private const string Bus = "org.freedesktop.DBus";
    private const string Properties = "org.freedesktop.DBus.Properties";
    private const uint Done = 0;
    private const uint Cancelled = 1;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly DBusConnection _bus;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _losing = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<PortalAnswer>> _requests = [];

    private DesktopPortal(DBusConnection bus, TimeProvider time) => (_bus, _time) = (bus, time);

    /// <summary>Cancelled when the portal or the bus has gone.</summary>
    public CancellationToken Lost => _losing.Token;

    /// <param name="environment">Reads a variable.</param>
    /// <exception cref="PortalException">There is no bus.</exception>
    public static async Task<DesktopPortal> ConnectAsync(
        Func<string, string?> environment, TimeProvider time, CancellationToken cancellationToken)
    {
        if (SessionBus.AddressOf(environment) is not { } address)
            throw new PortalException(PortalFault.Absent, "there is no D-Bus session: DBUS_SESSION_BUS_ADDRESS is not set");

        var bus = new DBusConnection(address);
        var portal = new DesktopPortal(bus, time);
        try
        {
            await bus.ConnectAsync().AsTask().WaitAsync(Patience, time, cancellationToken).ConfigureAwait(false);
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
            return await CallAsync(
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
                Place,
                RegistryKind,
                "Register",
                "sa{sv}",
                (ref MessageWriter writer) =>
                {
                    writer.WriteString(application);
                    writer.WriteDictionary(new Dictionary<string, VariantValue>());
                },
                static (_, _) => 0,
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
        var path = $"{Place}/request/{_bus.UniqueName![1..].Replace('.', '_')}/{token}";
        var answering = new TaskCompletionSource<PortalAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        _requests[path] = answering;
        try
        {
            await CallAsync(
                Place,
                kind,
                member,
                signature + "a{sv}",
                (ref MessageWriter writer) =>
                {
                    write?.Invoke(ref writer);
                    writer.WriteDictionary(new Dictionary<string, VariantValue>(options) { ["handle_token"] = VariantValue.String(token) });
                },
                static (_, _) => 0,
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
            throw Gone();
        }
        finally
        {
            _requests.TryRemove(path, out _);
        }
    }

    /// <summary>Calls, and waits for the reply.</summary>
    /// <exception cref="PortalException">It is an error, or does not come.</exception>
    public Task CallAsync(string kind, string member, string signature, ArgumentWriter write, CancellationToken cancellationToken) =>
        CallAsync(Place, kind, member, signature, write, static (_, _) => 0, cancellationToken);

    /// <summary>Has a handler called for each signal of the portal; its thread is not to be kept.</summary>
    /// <exception cref="PortalException">The bus has gone.</exception>
    public async Task<IDisposable> WatchAsync<T>(string kind, string member, MessageValueReader<T> reader, Action<T> handler)
    {
        try
        {
            return await _bus.AddMatchAsync(
                new() { Type = MessageType.Signal, Sender = Service, Interface = kind, Member = member },
                reader,
                (Notification<T> heard) =>
                {
                    if (heard.HasValue) handler(heard.Value);
                },
                emitOnCapturedContext: false).ConfigureAwait(false);
        }
        catch (DBusExceptionBase)
        {
            throw Gone();
        }
    }

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

    /// <summary>A name that nobody can guess, for a request or a session.</summary>
    public static string NewToken() => $"swictation{Guid.NewGuid():n}";

    public void Dispose()
    {
        _bus.Dispose();
        _losing.Dispose();
    }

    private static PortalException Gone() => new(PortalFault.Lost, "the portal of this desktop has gone");

    private async Task WatchAnswersAsync()
    {
        await WatchAsync(RequestKind, "Response", static (message, _) => PortalAnswer.Read(message), Heed).ConfigureAwait(false);
        await _bus.AddMatchAsync(
            new() { Type = MessageType.Signal, Sender = Bus, Interface = Bus, Member = "NameOwnerChanged", Arg0 = Service },
            static (message, _) =>
            {
                var reader = message.GetBodyReader();
                reader.ReadString();
                return reader.ReadString();
            },
            (Notification<string> owner) =>
            {
                if (!owner.HasValue || owner.Value.Length > 0) Lose();
            },
            emitOnCapturedContext: false,
            ObserverFlags.EmitOnConnectionFailed).ConfigureAwait(false);

        void Heed(PortalAnswer answer)
        {
            if (_requests.TryRemove(answer.Path, out var waiting)) waiting.TrySetResult(answer);
        }
    }

    private void Lose()
    {
        try
        {
            _losing.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // Nobody needs it any more.
        }
    }

    private async Task<T> CallAsync<T>(
        string path, string kind, string member, string signature, ArgumentWriter write, MessageValueReader<T> reader,
        CancellationToken cancellationToken)
    {
        try
        {
            return await _bus
                .CallMethodAsync(Message(), reader).WaitAsync(Patience, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (DBusErrorReplyException e)
        {
            throw new PortalException(PortalFault.Refused, $"the portal of this desktop refuses {member}: {e.ErrorMessage}");
        }
        catch (Exception e) when (e is DBusReadException or DBusUnexpectedValueException or InvalidOperationException)
        {
            throw new PortalException(PortalFault.Refused, $"the portal of this desktop gives no understandable answer to {member}");
        }
        catch (Exception e) when (e is DBusExceptionBase or ObjectDisposedException)
        {
            throw Gone();
        }
        catch (TimeoutException)
        {
            throw new PortalException(PortalFault.Lost, $"the portal of this desktop does not answer {member}");
        }

        MessageBuffer Message()
        {
            var writer = _bus.GetMessageWriter();
            try
            {
                writer.WriteMethodCallHeader(Service, path, kind, member, signature);
                write(ref writer);
                return writer.CreateMessage();
            }
            finally
            {
                writer.Dispose();
            }
        }
    }

    private async Task CloseAsync(string path, string kind)
    {
        try
        {
            await CallAsync(path, kind, "Close", "", static (ref _) => { }, static (_, _) => 0, CancellationToken.None).ConfigureAwait(false);
        }
        catch (PortalException)
        {
            // It is closed.
        }
    }
}
