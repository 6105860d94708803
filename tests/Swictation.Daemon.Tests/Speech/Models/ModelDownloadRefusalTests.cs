using Swictation.Daemon.Speech.Models.Download;
using Swictation.Domain.Errors;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Models;

/// <summary>What cannot be got, or is not what it should be, is refused by name, and what is here stays.</summary>
public sealed class ModelDownloadRefusalTests : IDisposable
{
    private const int Half = 400_000;

    private readonly ModelBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Redirections_without_an_end_are_refused()
    {
        var again = Enumerable.Repeat(FileServer.RedirectTo("/again"), 20).ToArray();
        await using var server = _bench.Serve(again);

        await AssertRefusedAsync(server, "without an end");

        Assert.Equal(11, server.Requests.Count);
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/file.bin")]
    [InlineData("file:///etc/hostname")]
    public async Task A_redirection_out_of_the_web_is_refused(string location)
    {
        await using var server = _bench.Serve(FileServer.RedirectTo(location));

        await AssertRefusedAsync(server, "not as safe");
    }

    [Theory]
    [InlineData("404 Not Found")]
    [InlineData("403 Forbidden")]
    public async Task A_server_that_does_not_have_the_file_is_named_at_once(string status)
    {
        await using var server = _bench.Serve(FileServer.Status(status));

        await AssertRefusedAsync(server, status);

        Assert.Single(server.Requests);
        Assert.Empty(_bench.Agreed);
        Assert.Empty(_bench.Left());
    }

    [Fact]
    public async Task A_file_with_another_checksum_never_gets_the_name()
    {
        var other = (byte[])_bench.Content.Clone();
        other[^1] ^= 1;
        await using var server = new FileServer(other);

        var error = await AssertRefusedAsync(server, ModelBench.SumOf(other));

        Assert.Contains(_bench.Known.Checksum, error.Reason, StringComparison.Ordinal);
        Assert.Empty(_bench.Left());
    }

    [Fact]
    public async Task A_page_in_place_of_the_file_is_refused_before_it_is_read()
    {
        await using var server = _bench.Serve(FileServer.Status("200 OK", "<html>Please log in</html>"));

        await AssertRefusedAsync(server, "it is another one");

        Assert.Empty(_bench.Agreed);
        Assert.Empty(_bench.Left());
    }

    [Fact]
    public async Task A_file_that_is_announced_far_too_long_is_refused()
    {
        await using var server = _bench.Serve(FileServer.Announce(5_000_000_000));

        await AssertRefusedAsync(server, "5,000,000,000 bytes");
    }

    [Fact]
    public async Task A_file_that_goes_on_and_on_is_refused()
    {
        await using var server = new FileServer([.. _bench.Content, .. new byte[_bench.Content.Length]], FileServer.WithoutLength);

        await AssertRefusedAsync(server, "it is another one");

        Assert.Empty(_bench.Left());
    }

    [Fact]
    public async Task A_server_that_always_sends_less_than_it_announces_is_given_up_and_what_is_here_stays()
    {
        var little = Enumerable.Repeat(FileServer.BreakAfter(0), 20).Prepend(FileServer.BreakAfter(Half)).ToArray();
        await using var server = _bench.Serve(little);

        await AssertRefusedAsync(server, "the same command goes on");

        Assert.Equal(Half, new FileInfo(_bench.Part).Length);
    }

    [Fact]
    public async Task A_server_that_does_not_run_is_named()
    {
        var gone = _bench.Serve();
        await gone.DisposeAsync();

        var error = await Assert.ThrowsAsync<ModelException>(() => _bench.GetAsync(gone.Address));

        Assert.Contains("Connection refused", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_is_noticed_before_anything_is_read()
    {
        _bench.FreeBytes = 1_000_000;
        await using var server = _bench.Serve();

        var error = await Assert.ThrowsAsync<ModelException>(() => _bench.GetAsync(server.Address));

        Assert.Contains("make room", error.Reason, StringComparison.Ordinal);
        Assert.Empty(_bench.Agreed);
    }

    [Fact]
    public async Task Of_two_at_once_the_second_is_told_and_nothing_is_lost()
    {
        await using var server = _bench.Serve();
        ModelException? second = null;
        _bench.OnProgress = _ => second ??= Assert.ThrowsAsync<ModelException>(() => _bench.GetAsync(server.Address)).Result;

        await _bench.GetAsync(server.Address);

        Assert.Contains("another process is writing it", second!.Reason, StringComparison.Ordinal);
        Assert.Equal(_bench.Content, File.ReadAllBytes(_bench.File));
    }

    [Fact]
    public void An_https_address_without_libssl_says_what_to_install()
    {
        var error = Assert.Throws<ModelException>(
            () => ModelRequest.ThrowIfNoTls(new("https://example.org/model.bin"), ["libssl.so.none"]));

        Assert.Contains("apt install libssl3", error.Reason, StringComparison.Ordinal);
        ModelRequest.ThrowIfNoTls(new("http://example.org/model.bin"), ["libssl.so.none"]);
    }

    private async Task<ModelException> AssertRefusedAsync(FileServer server, string reason)
    {
        var error = await Assert.ThrowsAsync<ModelException>(() => _bench.GetAsync(server.Address));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_bench.File));
        return error;
    }
}
