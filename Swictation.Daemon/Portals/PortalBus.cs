using Tmds.DBus.Protocol;

namespace Swictation.Daemon.Portals;

/// <summary>Writes the arguments of a call that stand before its options.</summary>
internal delegate void ArgumentWriter(ref MessageWriter writer);

/// <summary>
/// A connection to the D-Bus of this session, on which the portal is: calls it, and hears its signals. Any thread may use it.
/// One that is lost stays lost.
/// </summary>
internal sealed class PortalBus(string address, TimeProvider time) : IDisposable
{
    private const string Service = "org.freedesktop.portal.Desktop";
    private const string Bus = "org.freedesktop.DBus";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly DBusConnection _bus = new(address);
    private readonly CancellationTokenSource _losing = new();

    /// <summary>Cancelled when the portal or the bus has gone.</summary>
    public CancellationToken Lost => _losing.Token;

    /// <summary>The name of this connection as it is in the paths of its requests.</summary>
    public string PathName => _bus.UniqueName![1..].Replace('.', '_');

    /// <exception cref="DBusExceptionBase">The bus cannot be reached.</exception>
    public async Task ConnectAsync() => await _bus.ConnectAsync().ConfigureAwait(false);

    /// <summary>From now on <see cref="Lost"/> is told.</summary>
    /// <exception cref="DBusExceptionBase">The bus has gone.</exception>
    public async Task WatchOwnerAsync() => await _bus.AddMatchAsync(
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

    /// <summary>Calls, and waits for the reply.</summary>
    /// <exception cref="PortalException">It is an error, or does not come.</exception>
    public async Task<T> CallAsync<T>(
        string path, string kind, string member, string signature, ArgumentWriter write, MessageValueReader<T> reader,
        CancellationToken cancellationToken)
    {
        try
        {
            return await _bus
                .CallMethodAsync(Message(), reader).WaitAsync(Patience, time, cancellationToken).ConfigureAwait(false);
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

    /// <summary>The error that there is when the portal or the bus has gone.</summary>
    public static PortalException Gone() => new(PortalFault.Lost, "the portal of this desktop has gone");

    public void Dispose()
    {
        _bus.Dispose();
        _losing.Dispose();
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
}
