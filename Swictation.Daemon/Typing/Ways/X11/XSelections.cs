using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Swictation.Daemon.Typing.Windows.Native;

namespace Swictation.Daemon.Typing.Ways.X11;

/// <summary>
/// Reads the selections of an X server, and owns them: a thread answers those who ask for their text. A program for each of
/// these steps takes longer than the rest of a paste. Reads one at a time.
/// </summary>
internal sealed class XSelections : IDisposable
{
    private const string TargetsTarget = "TARGETS";
    private const string TextTarget = "UTF8_STRING";
    private const string MimeTarget = "text/plain;charset=utf-8";

    // Histories of clipboards leave out what has it.
    private const string SecretTarget = "x-kde-passwordManagerHint";
    private const string OwnProperty = "SWICTATION";
    private const uint AtomType = 4;
    private const byte ClearEvent = 29;
    private const byte RequestEvent = 30;
    private const byte NotifyEvent = 31;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly XConnection _server;
    private readonly Lock _owning = new();
    private readonly Dictionary<uint, byte[]> _texts = [];
    private readonly Dictionary<string, uint> _atoms;
    private readonly Thread _answering;
    private TaskCompletionSource<bool>? _converted;

    private XSelections(XConnection server)
    {
        _server = server;
        string[] names = ["PRIMARY", "CLIPBOARD", TargetsTarget, TextTarget, MimeTarget, SecretTarget, OwnProperty];
        _atoms = names.ToDictionary(name => name, server.AtomOf);
        _answering = new(Answer) { IsBackground = true, Name = "selections" };
        _answering.Start();
    }

    /// <summary>Connects to the server that <c>DISPLAY</c> names; null if that cannot be.</summary>
    public static XSelections? TryOpen() => XConnection.TryOpen() is { } server ? new(server) : null;

    /// <summary>The forms in which the owner of a selection offers it, by their names; empty if nobody owns it.</summary>
    /// <returns>Null if they could not be read.</returns>
    public async Task<IReadOnlyList<string>?> ReadTargetsAsync(string selection, CancellationToken cancellationToken)
    {
        if (_server.OwnerOf(_atoms[selection]) == 0) return [];

        return await ReadAsync(selection, TargetsTarget, AtomType, cancellationToken).ConfigureAwait(false) is { } atoms
            ? [.. MemoryMarshal.Cast<byte, uint>(atoms).ToArray().Select(_server.NameOf)]
            : null;
    }

    /// <summary>The text of a selection; null if it could not be read, or is long.</summary>
    public async Task<string?> ReadTextAsync(string selection, CancellationToken cancellationToken) =>
        await ReadAsync(selection, TextTarget, _atoms[TextTarget], cancellationToken).ConfigureAwait(false) is { } text
            ? Encoding.UTF8.GetString(text)
            : null;

    /// <summary>Owns a selection from now on, marked as nothing that histories are to keep; false if that cannot be.</summary>
    public bool Own(string selection, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length >= XConnection.MostBytes) return false;

        lock (_owning)
        {
            _texts[_atoms[selection]] = bytes;
            _server.SetOwner(_atoms[selection], _server.Window);
            return _server.OwnerOf(_atoms[selection]) == _server.Window;
        }
    }

    /// <summary>The text with which a selection is owned here; null if it is not.</summary>
    public string? Owned(string selection)
    {
        lock (_owning) return _texts.TryGetValue(_atoms[selection], out var text) ? Encoding.UTF8.GetString(text) : null;
    }

    /// <summary>Leaves a selection empty that is owned here.</summary>
    public void Leave(string selection)
    {
        lock (_owning) _texts.Remove(_atoms[selection]);
        _server.SetOwner(_atoms[selection], window: 0);
    }

    public void Dispose()
    {
        _server.Wake();
        _answering.Join();
        _server.Dispose();
    }

    private async Task<byte[]?> ReadAsync(string selection, string target, uint type, CancellationToken cancellationToken)
    {
        var converted = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_owning) _converted = converted;
        _server.Convert(_atoms[selection], _atoms[target], _atoms[OwnProperty]);
        try
        {
            // Of another type is what comes in parts.
            return await converted.Task.WaitAsync(Patience, cancellationToken).ConfigureAwait(false)
                && _server.Take(_atoms[OwnProperty]) is var (taken, value) && taken == type
                ? value
                : null;
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private void Answer()
    {
        Span<byte> message = stackalloc byte[XServer.EventBytes];
        while (_server.TryWait(message))
        {
            switch (message[0] & 0x7F)
            {
                case RequestEvent:
                    Serve(message);
                    break;
                case ClearEvent:
                    Forget(Get(message, 12));
                    break;
                case NotifyEvent:
                    lock (_owning) _converted?.TrySetResult(Get(message, 20) != 0);
                    break;
                case XServer.ClientMessage:
                    return;
            }
        }
    }

    // It may be ours again by the time at which we hear that it was not.
    private void Forget(uint selection)
    {
        lock (_owning)
        {
            if (_server.OwnerOf(selection) != _server.Window) _texts.Remove(selection);
        }
    }

    // A request has, behind the time, owner, requestor, selection, target and property; the answer has the last four of them.
    // Without a property it refuses.
    private void Serve(ReadOnlySpan<byte> request)
    {
        var (requestor, selection, target, property) = (Get(request, 12), Get(request, 16), Get(request, 20), Get(request, 24));
        if (property == 0) property = target;
        byte[]? text;
        lock (_owning) text = _texts.GetValueOrDefault(selection);
        if (text is null || !TryPut(requestor, property, target, text)) property = 0;

        Span<byte> answer = stackalloc byte[XServer.EventBytes];
        answer.Clear();
        answer[0] = NotifyEvent;
        Set(answer, 4, Get(request, 4));
        Set(answer, 8, requestor);
        Set(answer, 12, selection);
        Set(answer, 16, target);
        Set(answer, 20, property);
        _server.Send(requestor, answer);
    }

    private bool TryPut(uint requestor, uint property, uint target, byte[] text)
    {
        if (target == _atoms[TextTarget] || target == _atoms[MimeTarget])
        {
            _server.Put(requestor, property, _atoms[TextTarget], format: 8, text);
        }
        else if (target == _atoms[SecretTarget])
        {
            _server.Put(requestor, property, target, format: 8, "secret"u8);
        }
        else if (target == _atoms[TargetsTarget])
        {
            uint[] targets = [target, _atoms[TextTarget], _atoms[MimeTarget], _atoms[SecretTarget]];
            _server.Put(requestor, property, AtomType, format: 32, MemoryMarshal.AsBytes<uint>(targets));
        }
        else
        {
            return false;
        }

        return true;
    }

    private static uint Get(ReadOnlySpan<byte> message, int at) => BinaryPrimitives.ReadUInt32LittleEndian(message[at..]);

    private static void Set(Span<byte> message, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(message[at..], value);
}
