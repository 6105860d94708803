using System.Text.Json;
using Swictation.Daemon.Platform;

namespace Swictation.Daemon.Portals;

/// <summary>
/// Keeps what the user has said to a desktop's question, for each desktop by itself, as JSON that nobody else may read:
/// <c>{"wayland:GNOME":{"restore_token":"…"}}</c>. A file that is not understood counts as none.
/// </summary>
internal sealed class GrantFile(PerDesktopFile file)
{
    private const string Name = "portal.json";
    private const string Token = "restore_token";
    private const string Refused = "refused";

    // What cannot be written counts for as long as this program runs.
    private readonly Dictionary<string, KeyboardGrant> _unwritten = [];

    /// <param name="stateDirectory">Null where the user has none: then nothing is kept, and the desktop asks at each start.</param>
    public static GrantFile In(string? stateDirectory) =>
        new(new(stateDirectory is null ? null : Path.Combine(stateDirectory, Name), UnixFileMode.UserRead | UnixFileMode.UserWrite));

    public KeyboardGrant Read(string desktop) => _unwritten.TryGetValue(desktop, out var unwritten) ? unwritten : file.Read(
        desktop,
        static grant => new KeyboardGrant(
            grant.TryGetProperty(Token, out var token) ? token.GetString() : null,
            grant.TryGetProperty(Refused, out var refused) && refused.GetBoolean()));

    /// <summary>
    /// Keeps it, in place of what was known of that desktop. Where that cannot be it counts for this object all the same, and the
    /// desktop asks again at the next start.
    /// </summary>
    public void Write(string desktop, KeyboardGrant grant)
    {
        try
        {
            _unwritten.Remove(desktop);
            if (!file.Write(desktop, WriteGrant)) _unwritten[desktop] = grant;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Words are typed all the same.
            _unwritten[desktop] = grant;
        }

        void WriteGrant(Utf8JsonWriter json)
        {
            if (grant.RestoreToken is not null) json.WriteString(Token, grant.RestoreToken);
            if (grant.IsRefused) json.WriteBoolean(Refused, true);
        }
    }
}
