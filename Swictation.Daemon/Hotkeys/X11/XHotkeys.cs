using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Swictation.Daemon.Typing.Windows.Native;

namespace Swictation.Daemon.Hotkeys.X11;

/// <summary>Keys of an X server. A change of the layout is followed.</summary>
internal sealed class XHotkeys : IHotkeySource
{
    // More than anybody presses while one command is carried out.
    private const int MostWaiting = 1024;

    private readonly KeyServer _server;
    private readonly IReadOnlyList<Hotkey> _keys;
    private readonly Dictionary<byte, Hotkey> _grabbed = [];
    private readonly Thread _listening;
    private readonly Channel<HotkeyEvent> _heard =
        Channel.CreateBounded<HotkeyEvent>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite });

    private volatile bool _isEnding;

    private XHotkeys(KeyServer server, IReadOnlyList<Hotkey> keys)
    {
        (_server, _keys) = (server, keys);
        _listening = new(Listen) { IsBackground = true, Name = "keys" };
    }

    public IReadOnlyList<string> Shown =>
        [.. _keys.Select(key => $"{(key.Action == HotkeyAction.PushToTalk ? "push-to-talk" : "toggle")}: {key.Chord}")];

    /// <exception cref="HotkeyException">The server cannot be reached, or another program has one of the keys.</exception>
    public static XHotkeys Open(IReadOnlyList<Hotkey> keys)
    {
        var hotkeys = new XHotkeys(KeyServer.Open(), keys);
        try
        {
            hotkeys.Grab();
            hotkeys._listening.Start();
            return hotkeys;
        }
        catch
        {
            hotkeys._server.Dispose();
            throw;
        }
    }

    public async IAsyncEnumerable<HotkeyEvent> ReadAllAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var heard in _heard.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false)) yield return heard;
        throw new HotkeyException("the X server has gone, or another program has taken a key after a change of the layout");
    }

    public ValueTask DisposeAsync()
    {
        _isEnding = true;
        _server.Wake();
        _listening.Join();
        _server.Dispose();
        return default;
    }

    private void Grab()
    {
        foreach (var key in _keys)
        {
            if (_server.KeyOf(key.Chord.Symbol) is not { } code) throw new HotkeyException($"the keyboard has no key {key.Chord.Key}");
            if (!_server.TryGrab(code, key.Chord.Modifiers))
                throw new HotkeyException($"another program has the key {key.Chord}; name another one with --push-to-talk or --toggle");

            _grabbed[code] = key;
        }
    }

    private void Listen()
    {
        try
        {
            while (_server.Wait() is var (kind, code) && !_isEnding)
            {
                if (kind == XcbKeys.MappingChanged) Follow();
                else if (kind is XcbKeys.KeyPressed or XcbKeys.KeyReleased && _grabbed.TryGetValue(code, out var key))
                    _heard.Writer.TryWrite(new(key.Action, kind == XcbKeys.KeyPressed));
            }
        }
        catch (HotkeyException)
        {
            // The reader says so.
        }
        finally
        {
            _heard.Writer.TryComplete();
        }
    }

    private void Follow()
    {
        foreach (var (code, key) in _grabbed) _server.Release(code, key.Chord.Modifiers);
        _grabbed.Clear();
        Grab();
    }
}
