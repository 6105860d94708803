using Swictation.Daemon.Speech.Models.Download;
using Swictation.Domain.Errors;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Models;

/// <summary>Downloads from a real server on this machine that behaves, breaks off, lies and is slow.</summary>
public sealed class ModelDownloadTests : IDisposable
{
    private const int Half = 400_000;

    private readonly ModelBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_model_is_got_and_its_checksum_kept_beside_it()
    {
        await using var server = Serve();

        var got = await _bench.GetAsync(server.Address);

        Assert.Equal(_bench.Content, File.ReadAllBytes(got.Path));
        Assert.Equal("/ggml-silero-made-up.bin", Assert.Single(server.Requests).Path);
        Assert.Equal(_bench.Content.Length, Assert.Single(_bench.Agreed));
        Assert.Equal(_bench.Content.Length, _bench.Done[^1]);
        Assert.Equal(["ggml-silero-made-up.bin", "ggml-silero-made-up.bin.sha256"], Left());
    }

    [Fact]
    public async Task A_mirror_can_be_the_address_of_the_file_itself()
    {
        await using var server = Serve();

        await _bench.GetAsync(new(server.Address, "mirror/other-name.bin"));

        Assert.Equal("/mirror/other-name.bin", Assert.Single(server.Requests).Path);
    }

    [Fact]
    public async Task A_download_that_breaks_off_goes_on_from_where_it_was()
    {
        await using var server = Serve(FileServer.BreakAfter(Half), FileServer.BreakAfter(100_000));

        var got = await _bench.GetAsync(server.Address);

        Assert.Equal(_bench.Content, File.ReadAllBytes(got.Path));
        Assert.Equal([null, Half, Half + 100_000], server.Requests.Select(request => request.From));
        Assert.Equal(2, _bench.Retries.Count);
        Assert.Single(_bench.Agreed);
    }

    [Fact]
    public async Task The_next_process_goes_on_with_what_a_killed_one_has_left()
    {
        _bench.LeavePart(_bench.Content[..Half], "\"one\"");
        await using var server = Serve();

        await _bench.GetAsync(server.Address);

        Assert.Equal(_bench.Content, File.ReadAllBytes(_bench.File));
        var request = Assert.Single(server.Requests);
        Assert.Equal(Half, request.From);
        Assert.Equal("\"one\"", request.Headers["if-range"]);
        Assert.Equal(_bench.Content.Length - Half, Assert.Single(_bench.Agreed));
    }

    [Fact]
    public async Task A_part_of_a_file_that_the_server_has_changed_since_is_not_gone_on_with()
    {
        _bench.LeavePart(new byte[Half], "\"former\"");
        await using var server = Serve();

        await _bench.GetAsync(server.Address);

        Assert.Equal(_bench.Content, File.ReadAllBytes(_bench.File));
    }

    [Fact]
    public async Task A_damaged_part_is_found_by_the_checksum_and_everything_got_anew()
    {
        _bench.LeavePart(new byte[Half], tag: null);
        await using var server = Serve();

        await _bench.GetAsync(server.Address);

        Assert.Equal(_bench.Content, File.ReadAllBytes(_bench.File));
        Assert.Equal([Half, null], server.Requests.Select(request => request.From));
    }

    [Fact]
    public async Task A_part_that_is_the_whole_needs_no_byte_more()
    {
        _bench.LeavePart(_bench.Content, "\"one\"");
        await using var server = Serve();

        await _bench.GetAsync(server.Address);

        Assert.Equal(_bench.Content, File.ReadAllBytes(_bench.File));
    }

    [Fact]
    public async Task A_part_longer_than_the_file_is_thrown_away()
    {
        _bench.LeavePart([.. _bench.Content, 0], "\"one\"");
        await using var server = Serve();

        await _bench.GetAsync(server.Address);

        Assert.Equal(_bench.Content, File.ReadAllBytes(_bench.File));
    }

    [Fact]
    public async Task A_server_without_ranges_sends_all_of_it_again()
    {
        await using var server = Serve(FileServer.BreakAfter(Half), FileServer.WithoutRanges);

        await _bench.GetAsync(server.Address);

        Assert.Equal(_bench.Content, File.ReadAllBytes(_bench.File));
    }

    [Fact]
    public async Task A_server_that_sends_another_part_than_was_asked_for_is_asked_again()
    {
        await using var server = Serve(FileServer.BreakAfter(Half), FileServer.PartFrom(Half + 7));

        await _bench.GetAsync(server.Address);

        Assert.Equal(_bench.Content, File.ReadAllBytes(_bench.File));
    }

    [Fact]
    public async Task A_server_that_does_not_say_how_long_the_file_is_will_do()
    {
        await using var server = Serve(FileServer.WithoutLength);

        await _bench.GetAsync(server.Address);

        Assert.Equal(_bench.Content, File.ReadAllBytes(_bench.File));
    }

    [Fact]
    public async Task A_slow_server_is_waited_for()
    {
        await using var server = Serve(FileServer.InPiecesOf(10_000));

        await _bench.GetAsync(server.Address);

        Assert.Equal(_bench.Content, File.ReadAllBytes(_bench.File));
        Assert.Empty(_bench.Retries);
    }

    [Fact]
    public async Task A_server_that_sends_nothing_more_is_asked_again()
    {
        _bench.Limits = _bench.Limits with { Stall = TimeSpan.FromSeconds(1) };
        await using var server = Serve(FileServer.StallAfter(Half));

        await _bench.GetAsync(server.Address);

        Assert.Equal(_bench.Content, File.ReadAllBytes(_bench.File));
        Assert.Contains("sent nothing for 1 s", Assert.Single(_bench.Retries), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_busy_server_is_asked_again()
    {
        await using var server = Serve(
            FileServer.Status("503 Service Unavailable"), FileServer.Status("429 Too Many Requests"));

        await _bench.GetAsync(server.Address);

        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task Redirections_are_followed()
    {
        await using var server = Serve(FileServer.RedirectTo("/elsewhere"), FileServer.RedirectTo("at/last"));

        await _bench.GetAsync(server.Address);

        Assert.Equal("/at/last", server.Requests[^1].Path);
    }

    [Fact]
    public async Task Redirections_without_an_end_are_refused()
    {
        var again = Enumerable.Repeat(FileServer.RedirectTo("/again"), 20).ToArray();
        await using var server = Serve(again);

        await AssertRefusedAsync(server, "without an end");

        Assert.Equal(11, server.Requests.Count);
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/file.bin")]
    [InlineData("file:///etc/hostname")]
    public async Task A_redirection_out_of_the_web_is_refused(string location)
    {
        await using var server = Serve(FileServer.RedirectTo(location));

        await AssertRefusedAsync(server, "not as safe");
    }

    [Theory]
    [InlineData("404 Not Found")]
    [InlineData("403 Forbidden")]
    public async Task A_server_that_does_not_have_the_file_is_named_at_once(string status)
    {
        await using var server = Serve(FileServer.Status(status));

        await AssertRefusedAsync(server, status);

        Assert.Single(server.Requests);
        Assert.Empty(_bench.Agreed);
        Assert.Empty(Left());
    }

    [Fact]
    public async Task A_file_with_another_checksum_never_gets_the_name()
    {
        var other = (byte[])_bench.Content.Clone();
        other[^1] ^= 1;
        await using var server = new FileServer(other);

        var error = await AssertRefusedAsync(server, ModelBench.SumOf(other));

        Assert.Contains(_bench.Known.Checksum, error.Reason, StringComparison.Ordinal);
        Assert.Empty(Left());
    }

    [Fact]
    public async Task A_page_in_place_of_the_file_is_refused_before_it_is_read()
    {
        await using var server = Serve(FileServer.Status("200 OK", "<html>Please log in</html>"));

        await AssertRefusedAsync(server, "it is another one");

        Assert.Empty(_bench.Agreed);
        Assert.Empty(Left());
    }

    [Fact]
    public async Task A_file_that_is_announced_far_too_long_is_refused()
    {
        await using var server = Serve(FileServer.Announce(5_000_000_000));

        await AssertRefusedAsync(server, "5,000,000,000 bytes");
    }

    [Fact]
    public async Task A_file_that_goes_on_and_on_is_refused()
    {
        await using var server = new FileServer([.. _bench.Content, .. new byte[_bench.Content.Length]], FileServer.WithoutLength);

        await AssertRefusedAsync(server, "it is another one");

        Assert.Empty(Left());
    }

    [Fact]
    public async Task A_server_that_always_sends_less_than_it_announces_is_given_up_and_what_is_here_stays()
    {
        var little = Enumerable.Repeat(FileServer.BreakAfter(0), 20).Prepend(FileServer.BreakAfter(Half)).ToArray();
        await using var server = Serve(little);

        await AssertRefusedAsync(server, "the same command goes on");

        Assert.Equal(Half, new FileInfo(_bench.Part).Length);
    }

    [Fact]
    public async Task A_server_that_does_not_run_is_named()
    {
        var gone = Serve();
        await gone.DisposeAsync();

        var error = await Assert.ThrowsAsync<ModelException>(() => _bench.GetAsync(gone.Address));

        Assert.Contains("Connection refused", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_is_noticed_before_anything_is_read()
    {
        _bench.FreeBytes = 1_000_000;
        await using var server = Serve();

        var error = await Assert.ThrowsAsync<ModelException>(() => _bench.GetAsync(server.Address));

        Assert.Contains("make room", error.Reason, StringComparison.Ordinal);
        Assert.Empty(_bench.Agreed);
    }

    [Fact]
    public async Task A_download_that_is_stopped_leaves_what_is_here()
    {
        using var stopping = new CancellationTokenSource();
        _bench.OnProgress = done =>
        {
            if (done >= Half) stopping.Cancel();
        };
        await using var server = Serve(FileServer.StallAfter(Half));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _bench.GetAsync(server.Address, stopping.Token));

        Assert.Equal(_bench.Content[..Half], File.ReadAllBytes(_bench.Part));
    }

    [Fact]
    public async Task Of_two_at_once_the_second_is_told_and_nothing_is_lost()
    {
        await using var server = Serve();
        ModelException? second = null;
        _bench.OnProgress = _ => second ??= Assert.ThrowsAsync<ModelException>(() => _bench.GetAsync(server.Address)).Result;

        await _bench.GetAsync(server.Address);

        Assert.Contains("another process is writing it", second!.Reason, StringComparison.Ordinal);
        Assert.Equal(_bench.Content, File.ReadAllBytes(_bench.File));
    }

    [Fact]
    public async Task A_model_that_is_there_is_not_asked_for()
    {
        await using var server = Serve();
        await _bench.GetAsync(server.Address);

        await _bench.GetAsync(server.Address);

        Assert.Single(server.Requests);
    }

    [Fact]
    public void An_https_address_without_libssl_says_what_to_install()
    {
        var error = Assert.Throws<ModelException>(
            () => ModelRequest.ThrowIfNoTls(new("https://example.org/model.bin"), ["libssl.so.none"]));

        Assert.Contains("apt install libssl3", error.Reason, StringComparison.Ordinal);
        ModelRequest.ThrowIfNoTls(new("http://example.org/model.bin"), ["libssl.so.none"]);
    }

    private FileServer Serve(params FileServer.Answer[] answers) => new(_bench.Content, answers);

    private async Task<ModelException> AssertRefusedAsync(FileServer server, string reason)
    {
        var error = await Assert.ThrowsAsync<ModelException>(() => _bench.GetAsync(server.Address));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_bench.File));
        return error;
    }

    private string[] Left() =>
        [.. Directory.EnumerateFiles(_bench.Models.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
