namespace Swictation.Sockets.Feed;

/// <summary>
/// Which clients of protocol 1 get their lines in the form and at the time that the Tauri desktop interface needs. A client
/// that says hello gets the documented form in any case.
/// </summary>
public enum ClientDialect
{
    /// <summary>The interface alone, recognised by its process.</summary>
    Auto,

    /// <summary>None.</summary>
    Documented,

    /// <summary>All.</summary>
    Tauri,
}
