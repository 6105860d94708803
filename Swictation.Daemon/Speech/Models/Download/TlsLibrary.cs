using System.Runtime.InteropServices;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Models.Download;

/// <summary>
/// OpenSSL, which .NET loads at the first encrypted connection. Native code ends the process where it is missing, so that has
/// to be found out before.
/// </summary>
internal static class TlsLibrary
{
    // The versions for which the runtime looks.
    private static readonly string[] Names = ["libssl.so.3", "libssl.so.1.1"];

    /// <exception cref="ModelException">The address needs it, and it is missing.</exception>
    public static void EnsureFor(Uri address) => EnsureFor(address, Names);

    /// <param name="names">Of the library; any of them will do.</param>
    /// <inheritdoc cref="EnsureFor(Uri)"/>
    internal static void EnsureFor(Uri address, IEnumerable<string> names)
    {
        if (address.Scheme != Uri.UriSchemeHttps || names.Any(name => NativeLibrary.TryLoad(name, out _))) return;
        throw new ModelException(
            address.ToString(),
            "an https address needs libssl, which is missing; install it with: apt install libssl3 — or get the file another "
                + "way, and have it added: swictation-daemon models add FILE");
    }
}
