using System.Runtime.InteropServices;

namespace Swictation.Daemon.Platform;

/// <summary>
/// OpenSSL, which .NET loads at the first encrypted connection. Native code ends the process where it is missing, so that has
/// to be found out before.
/// </summary>
internal static class TlsLibrary
{
    public const string Remedy = "install it with: apt install libssl3";

    // The versions for which the runtime looks.
    private static readonly string[] Names = ["libssl.so.3", "libssl.so.1.1"];

    /// <summary>True if an address needs it and it is missing.</summary>
    /// <param name="names">Of the library; any of them will do.</param>
    public static bool IsMissingFor(Uri address, IEnumerable<string>? names = null) =>
        address.Scheme == Uri.UriSchemeHttps && !(names ?? Names).Any(name => NativeLibrary.TryLoad(name, out _));
}
