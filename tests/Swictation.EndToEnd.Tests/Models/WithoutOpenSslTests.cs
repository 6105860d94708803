using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Models;

/// <summary>Where libssl is missing, native code used to end the process at the first checksum.</summary>
public sealed class WithoutOpenSslTests : IDisposable
{
    private const string Hidden =
        "for library in /usr/lib/*/libssl.so.* /usr/lib64/libssl.so.*; do [ ! -e \"$library\" ] || mount --bind /dev/null \"$library\"; done; exec \"$0\" \"$@\"";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [WithoutOpenSslFact]
    public async Task The_daemon_records_and_ends()
    {
        var result = await RunAsync("--source", "text:-", "--record", "--exit-at-end", "--db", _directory.File("log.db"));

        Assert.True(result.ExitCode == 0, result.Error);
    }

    [WithoutOpenSslFact]
    public async Task A_download_over_https_says_what_to_install()
    {
        var result = await RunAsync("models", "get", "base.en", "--yes");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("apt install libssl3", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [WithoutOpenSslFact]
    public async Task A_download_without_encryption_needs_no_OpenSSL()
    {
        await using var server = new FileServer([], FileServer.Status("404 Not Found"));

        var result = await RunAsync("models", "get", "base.en", "--yes", "--from", server.Address.ToString());

        Assert.Contains("404 Not Found", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    private Task<ProcessResult> RunAsync(params string[] arguments) => Executable.RunAsync(
        "unshare", ["--mount", "sh", "-c", Hidden, Executable.Daemon, .. arguments], _directory.Path, "Hello.\n");
}
