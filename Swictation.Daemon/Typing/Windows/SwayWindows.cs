using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text.Json;

namespace Swictation.Daemon.Typing.Windows;

/// <summary>Asks sway for its tree (sway-ipc(7)), in which one node has the focus.</summary>
internal sealed class SwayWindows(string path) : IWindowSource
{
    private const int GetTree = 4;
    private const int HeaderBytes = 14;
    private const int LongestTree = 16 * 1024 * 1024;
    private const int PatienceMs = 1000;

    private static ReadOnlySpan<byte> Magic => "i3-ipc"u8;

    private Socket? _socket;

    public bool IsKnown => true;

    public Window? Find()
    {
        try
        {
            _socket ??= Connect();
            Span<byte> request = stackalloc byte[HeaderBytes];
            Magic.CopyTo(request);
            BinaryPrimitives.WriteInt32LittleEndian(request[6..], 0);
            BinaryPrimitives.WriteInt32LittleEndian(request[10..], GetTree);
            _socket.Send(request);
            var header = Read(HeaderBytes);
            var length = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(6));
            if (!header.AsSpan().StartsWith(Magic) || length is < 0 or > LongestTree) throw new JsonException();

            using var tree = JsonDocument.Parse(Read(length));
            return FocusedIn(tree.RootElement);
        }
        catch (Exception e) when (e is SocketException or JsonException or IOException)
        {
            Dispose();
            return null;
        }
    }

    // A virtual keyboard has modifiers of its own: those of the user's keyboard change nothing about what it types.
    public bool? HoldsModifier() => null;

    public void Dispose()
    {
        _socket?.Dispose();
        _socket = null;
    }

    /// <summary>The window with the focus in a tree; null where a workspace has it.</summary>
    public static Window? FocusedIn(JsonElement node)
    {
        if (node.TryGetProperty("focused", out var focused) && focused.ValueKind == JsonValueKind.True)
        {
            return node.TryGetProperty("pid", out _) && node.TryGetProperty("id", out var id)
                ? new($"sway:{id.GetRawText()}", ProgramOf(node))
                : null;
        }

        foreach (var list in (string[])["nodes", "floating_nodes"])
        {
            if (!node.TryGetProperty(list, out var children)) continue;

            foreach (var child in children.EnumerateArray())
            {
                if (FocusedIn(child) is { } window) return window;
            }
        }

        return null;
    }

    private static string? ProgramOf(JsonElement node) =>
        node.TryGetProperty("app_id", out var app) && app.ValueKind == JsonValueKind.String ? app.GetString()
        : node.TryGetProperty("window_properties", out var properties)
            && properties.TryGetProperty("class", out var name) ? name.GetString()
        : null;

    private Socket Connect()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
        {
            ReceiveTimeout = PatienceMs,
            SendTimeout = PatienceMs,
        };
        socket.Connect(new UnixDomainSocketEndPoint(path));
        return socket;
    }

    private byte[] Read(int length)
    {
        var bytes = new byte[length];
        for (var read = 0; read < length;)
        {
            var more = _socket!.Receive(bytes.AsSpan(read));
            if (more == 0) throw new IOException("sway has closed the connection");
            read += more;
        }

        return bytes;
    }
}
