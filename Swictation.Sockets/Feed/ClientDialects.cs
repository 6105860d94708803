using Swictation.Sockets.Listening;

namespace Swictation.Sockets.Feed;

/// <summary>The names of the dialects, and the clients that speak each.</summary>
public static class ClientDialects
{
    /// <summary>The default, as a setting.</summary>
    public const string Standard = "auto";

    /// <summary>All that <see cref="Parse"/> understands, for people.</summary>
    public const string Forms = "auto, documented or tauri";

    /// <summary>The executable of the Tauri desktop interface.</summary>
    private const string DesktopProgram = "swictation-ui";

    /// <summary>Null for a text that is no dialect.</summary>
    public static ClientDialect? Parse(string text) => text switch
    {
        Standard => ClientDialect.Auto,
        "documented" => ClientDialect.Documented,
        "tauri" => ClientDialect.Tauri,
        _ => null,
    };

    /// <summary>True if a client is to be served as the desktop interface.</summary>
    internal static bool IsDesktop(this ClientDialect dialect, PeerCredentials client) =>
        dialect == ClientDialect.Tauri || (dialect == ClientDialect.Auto && client.FindProgram() == DesktopProgram);
}
