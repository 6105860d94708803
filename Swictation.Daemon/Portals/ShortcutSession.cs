using System.Threading.Channels;
using Tmds.DBus.Protocol;

namespace Swictation.Daemon.Portals;

/// <summary>A key that is asked for.</summary>
/// <param name="Id">Names it at the desktop, which remembers what the user has made of it.</param>
/// <param name="Trigger">The key that is preferred.</param>
internal readonly record struct Shortcut(string Id, string Description, string Trigger);

/// <summary>Keys that the desktop tells of (org.freedesktop.portal.GlobalShortcuts). The user chooses them there.</summary>
internal sealed class ShortcutSession : IAsyncDisposable
{
    private const string Kind = "org.freedesktop.portal.GlobalShortcuts";

    private const string List = "shortcuts";

    // Always the same: KDE 5 keeps the keys of a program that it does not know by this name.
    private const string Name = "swictation";

    // More than anybody presses while one command is carried out.
    private const int MostWaiting = 1024;

    private readonly DesktopPortal _portal;
    private readonly string _session;
    private readonly List<IDisposable> _watches = [];
    private readonly Channel<(string Id, bool IsPressed)> _heard =
        Channel.CreateBounded<(string Id, bool IsPressed)>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite });

    private CancellationTokenRegistration _losing;

    private ShortcutSession(DesktopPortal portal, string session) => (_portal, _session) = (portal, session);

    /// <summary>What is pressed and released; ends when the desktop has closed the session, or the portal has gone.</summary>
    public ChannelReader<(string Id, bool IsPressed)> Heard => _heard.Reader;

    /// <summary>The keys by their ids, in the desktop's words.</summary>
    public IReadOnlyDictionary<string, string> Bound { get; private set; } = new Dictionary<string, string>();

    /// <param name="application">The name of the desktop file.</param>
    /// <param name="limit">How long the user may take to answer.</param>
    /// <exception cref="PortalException">They are not granted.</exception>
    public static async Task<ShortcutSession> OpenAsync(
        DesktopPortal portal, string application, IReadOnlyList<Shortcut> wanted, TimeSpan limit, CancellationToken cancellationToken)
    {
        await portal.ReadNumberAsync(Kind, "version", cancellationToken).ConfigureAwait(false);
        await portal.TryRegisterAsync(application, cancellationToken).ConfigureAwait(false);
        // KDE 5 binds keys that are named here, and on BindShortcuts opens its settings and binds none.
        var (path, created) = await portal.CreateSessionAsync(
            Kind,
            new() { [DesktopPortal.SessionName] = VariantValue.String(Name), [List] = ListOf(wanted) },
            cancellationToken).ConfigureAwait(false);
        var session = new ShortcutSession(portal, path) { Bound = Describe(created) };
        try
        {
            await session.WatchAsync().ConfigureAwait(false);
            if (!wanted.All(shortcut => session.Bound.ContainsKey(shortcut.Id)))
                await session.BindAsync(wanted, limit, cancellationToken).ConfigureAwait(false);
            return session;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _losing.DisposeAsync().ConfigureAwait(false);
        foreach (var watch in _watches) watch.Dispose();
        await _portal.CloseSessionAsync(_session).ConfigureAwait(false);
    }

    private async Task WatchAsync()
    {
        _watches.Add(await _portal.WatchCloseAsync(_session, () => _heard.Writer.TryComplete()).ConfigureAwait(false));
        _watches.Add(await _portal.WatchAsync(Kind, "Activated", static (message, _) => Read(message), heard => Heed(heard, isPressed: true)).ConfigureAwait(false));
        _watches.Add(await _portal.WatchAsync(Kind, "Deactivated", static (message, _) => Read(message), heard => Heed(heard, isPressed: false)).ConfigureAwait(false));
        _losing = _portal.Lost.Register(() => _heard.Writer.TryComplete());

        static (string Session, string Id) Read(Message message)
        {
            var reader = message.GetBodyReader();
            return (reader.ReadObjectPathAsString(), reader.ReadString());
        }

        void Heed((string Session, string Id) heard, bool isPressed)
        {
            if (heard.Session == _session) _heard.Writer.TryWrite((heard.Id, isPressed));
        }
    }

    private async Task BindAsync(IReadOnlyList<Shortcut> wanted, TimeSpan limit, CancellationToken cancellationToken)
    {
        var answer = await _portal.RequestAsync(Kind, "BindShortcuts", "oa(sa{sv})s", Write, [], limit, cancellationToken).ConfigureAwait(false);
        Bound = Describe(answer);

        void Write(ref MessageWriter writer)
        {
            writer.WriteObjectPath(_session);
            var all = writer.WriteArrayStart(DBusType.Struct);
            foreach (var shortcut in wanted)
            {
                writer.WriteStructureStart();
                writer.WriteString(shortcut.Id);
                writer.WriteDictionary(AboutOf(shortcut));
            }

            writer.WriteArrayEnd(all);
            writer.WriteString("");
        }
    }

    private static VariantValue ListOf(IReadOnlyList<Shortcut> wanted) =>
        new Array<Struct<string, Dict<string, VariantValue>>>(
            wanted.Select(shortcut => Struct.Create(shortcut.Id, new Dict<string, VariantValue>(AboutOf(shortcut)))));

    private static Dictionary<string, VariantValue> AboutOf(Shortcut shortcut) => new()
    {
        ["description"] = VariantValue.String(shortcut.Description),
        ["preferred_trigger"] = VariantValue.String(shortcut.Trigger),
    };

    private static Dictionary<string, string> Describe(IReadOnlyDictionary<string, VariantValue> answer)
    {
        var bound = new Dictionary<string, string>();
        if (!answer.TryGetValue(List, out var list) || list.Type != VariantValueType.Array || list.ItemType != VariantValueType.Struct) return bound;

        for (var i = 0; i < list.Count; i++)
        {
            var about = list.GetItem(i);
            if (about.GetItem(0).Type != VariantValueType.String || about.GetItem(1).Type != VariantValueType.Dictionary) continue;

            var words = about.GetItem(1).GetDictionary<string, VariantValue>();
            bound[about.GetItem(0).GetString()] = words.TextOf("trigger_description") ?? "";
        }

        return bound;
    }
}
