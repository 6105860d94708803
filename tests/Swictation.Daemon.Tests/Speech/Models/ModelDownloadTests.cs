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
        await using var server = _bench.Serve();

        var got = await _bench.GetAsync(server.Address);

        Assert.Equal(_bench.Content, File.ReadAllBytes(got.Path));
        Assert.Equal("/ggml-silero-made-up.bin", Assert.Single(server.Requests).Path);
        Assert.Equal(_bench.Content.Length, Assert.Single(_bench.Agreed));
        Assert.Equal(_bench.Content.Length, _bench.Done[^1]);
        Assert.Equal(["ggml-silero-made-up.bin", "ggml-silero-made-up.bin.sha256"], _bench.Left());
    }

    [Fact]
    public async Task A_mirror_can_be_the_address_of_the_file_itself()
    {
        await using var server = _bench.Serve();

        await _bench.GetAsync(new(server.Address, "mirror/other-name.bin"));

        Assert.Equal("/mirror/other-name.bin", Assert.Single(server.Requests).Path);
    }

    [Fact]
    public async Task A_download_that_breaks_off_goes_on_from_where_it_was()
    {
        await using var server = _bench.Serve(FileServer.BreakAfter(Half), FileServer.BreakAfter(100_000));

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
        await using var server = _bench.Serve();

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
        await using var server = _bench.Serve();

        await _bench.GetAsync(server.Address);

        Assert.Equal(_bench.Content, File.ReadAllBytes(_bench.File));
    }

    [Fact]
    public async Task A_damaged_part_is_found_by_the_checksum_and_everything_got_anew()
    {
        _bench.LeavePart(new byte[Half], tag: null);
        await using var server = _bench.Serve();

        await _bench.GetAsync(server.Address);

        Assert.Equal(_bench.Content, File.ReadAllBytes(_bench.File));
        Assert.Equal([Half, null], server.Requests.Select(request => request.From));
    }

    [Fact]
    public async Task A_part_that_is_the_whole_needs_no_byte_more()
    {
        _bench.LeavePart(_bench.Content, "\"one\"");
        await using var server = _bench.Serve();

        await _bench.GetAsync(server.Address);

        Assert.Equal(_bench.Content, File.ReadAllBytes(_bench.File));
    }

    [Fact]
    public async Task A_part_longer_than_the_file_is_thrown_away()
    {
        _bench.LeavePart([.. _bench.Content, 0], "\"one\"");
        await using var server = _bench.Serve();

        await _bench.GetAsync(server.Address);

        Assert.Equal(_bench.Content, File.ReadAllBytes(_bench.File));
    }

    [Fact]
    public async Task A_server_without_ranges_sends_all_of_it_again()
    {
        await using var server = _bench.Serve(FileServer.BreakAfter(Half), FileServer.WithoutRanges);

        await _bench.GetAsync(server.Address);

        Assert.Equal(_bench.Content, File.ReadAllBytes(_bench.File));
    }

    [Fact]
    public async Task A_server_that_sends_another_part_than_was_asked_for_is_asked_again()
    {
        await using var server = _bench.Serve(FileServer.BreakAfter(Half), FileServer.PartFrom(Half + 7));

        await _bench.GetAsync(server.Address);

        Assert.Equal(_bench.Content, File.ReadAllBytes(_bench.File));
    }

    [Fact]
    public async Task A_server_that_does_not_say_how_long_the_file_is_will_do()
    {
        await using var server = _bench.Serve(FileServer.WithoutLength);

        await _bench.GetAsync(server.Address);

        Assert.Equal(_bench.Content, File.ReadAllBytes(_bench.File));
    }

    [Fact]
    public async Task A_slow_server_is_waited_for()
    {
        await using var server = _bench.Serve(FileServer.InPiecesOf(10_000));

        await _bench.GetAsync(server.Address);

        Assert.Equal(_bench.Content, File.ReadAllBytes(_bench.File));
        Assert.Empty(_bench.Retries);
    }

    [Fact]
    public async Task A_server_that_sends_nothing_more_is_asked_again()
    {
        _bench.Limits = _bench.Limits with { Stall = TimeSpan.FromSeconds(1) };
        await using var server = _bench.Serve(FileServer.StallAfter(Half));

        await _bench.GetAsync(server.Address);

        Assert.Equal(_bench.Content, File.ReadAllBytes(_bench.File));
        Assert.Contains("sent nothing for 1 s", Assert.Single(_bench.Retries), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_busy_server_is_asked_again()
    {
        await using var server = _bench.Serve(
            FileServer.Status("503 Service Unavailable"), FileServer.Status("429 Too Many Requests"));

        await _bench.GetAsync(server.Address);

        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task Redirections_are_followed()
    {
        await using var server = _bench.Serve(FileServer.RedirectTo("/elsewhere"), FileServer.RedirectTo("at/last"));

        await _bench.GetAsync(server.Address);

        Assert.Equal("/at/last", server.Requests[^1].Path);
    }

    [Fact]
    public async Task A_download_that_is_stopped_leaves_what_is_here()
    {
        using var stopping = new CancellationTokenSource();
        _bench.OnProgress = done =>
        {
            if (done >= Half) stopping.Cancel();
        };
        await using var server = _bench.Serve(FileServer.StallAfter(Half));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _bench.GetAsync(server.Address, stopping.Token));

        Assert.Equal(_bench.Content[..Half], File.ReadAllBytes(_bench.Part));
    }

    [Fact]
    public async Task A_model_that_is_there_is_not_asked_for()
    {
        await using var server = _bench.Serve();
        await _bench.GetAsync(server.Address);

        await _bench.GetAsync(server.Address);

        Assert.Single(server.Requests);
    }
}
