using System.Net.Sockets;
using System.Runtime.InteropServices;
using Swictation.Sockets.Listening.Native;

namespace Swictation.Sockets.Listening;

/// <summary>
/// The process at the other end of a Unix socket when it connected, as the kernel has it (SO_PEERCRED).
/// </summary>
internal readonly record struct PeerCredentials(int ProcessId, uint UserId)
{
    private const int SolSocket = 1;
    private const int SoPeerCred = 17;
    private const uint Root = 0;

    // How the kernel names a file that an update has put another one in the place of.
    private const string Deleted = " (deleted)";

    private static readonly uint Own = LibC.geteuid();

    /// <summary>
    /// True for processes of the user who runs this one, and for root, which has access in any case. The mode of
    /// the socket's file says the same, but a mode can be changed.
    /// </summary>
    public bool AreTrusted => UserId == Own || UserId == Root;

    /// <summary>The name of the process and its number, for people; the number alone where it has ended.</summary>
    public override string ToString() => FindName() is { } name ? $"{name} ({ProcessId})" : $"({ProcessId})";

    /// <summary>
    /// The name of the file that the process runs, also where that has been replaced since; where that cannot be read, the
    /// first 15 bytes of the name that the process has. Null where it has ended.
    /// </summary>
    public string? FindProgram()
    {
        try
        {
            if (new FileInfo($"/proc/{ProcessId}/exe").LinkTarget is { } file)
            {
                var name = Path.GetFileName(file);
                return name.EndsWith(Deleted, StringComparison.Ordinal) ? name[..^Deleted.Length] : name;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It belongs to another name space, or has more rights than this process.
        }

        return FindName();
    }

    /// <exception cref="SocketException">The socket is none of a kind that knows.</exception>
    public static PeerCredentials Of(Socket accepted)
    {
        // struct ucred: pid, uid and gid.
        Span<uint> credentials = stackalloc uint[3];
        accepted.GetRawSocketOption(SolSocket, SoPeerCred, MemoryMarshal.AsBytes(credentials));
        return new((int)credentials[0], credentials[1]);
    }

    /// <summary>The message for processes of other users.</summary>
    public string Refusal => $"This socket is for processes of user {Own}, and this one is of user {UserId}";

    private string? FindName()
    {
        try
        {
            return File.ReadAllText($"/proc/{ProcessId}/comm").TrimEnd('\n');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
