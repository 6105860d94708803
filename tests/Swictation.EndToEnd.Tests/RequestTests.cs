using System.Text.Json;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

/// <summary>What clients of protocol 2 ask a real daemon, and the replay tool that plays in its place.</summary>
public sealed class RequestTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Everything_that_can_be_asked_is_answered_while_the_daemon_records()
    {
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        using var client = await daemon.ConnectAsync();
        await client.SendAsync("""{"hello":{"after":0}}""" + "\n");
        await daemon.SayAsync("send the invoice on tuesday");
        var lines = await client.ReadLinesUntilAsync("\"type\":\"transcription\"");

        var status = await AskAsync(client, """{"get":"status","request_id":"1"}""");
        var sessions = await AskAsync(client, """{"get":"sessions","request_id":"2"}""");
        var session = await AskAsync(client, """{"get":"session","session":"last","request_id":"3"}""");
        var newest = await AskAsync(client, """{"get":"transcripts","limit":1,"request_id":"5"}""");
        await Eventually.IsTrueAsync(
            async () => (await AskAsync(client, """{"get":"search","words":"INVOICE \"tuesday","request_id":"4"}""")).Count == 2,
            "the text is found");

        Assert.Contains(lines, line => line.Contains("\"features\":[\"log_id\",\"types\",\"v\",\"snapshot\",\"source_ended\",\"replay\",\"get\",\"transcripts\",\"status\",\"head_hash\"]", StringComparison.Ordinal));
        Assert.Equal("recording", status[0].GetProperty("state").GetString());
        Assert.Equal(daemon.Id, status[0].GetProperty("pid").GetInt32());
        Assert.Equal("open", Assert.Single(sessions[..^1]).GetProperty("end").GetString());
        Assert.Equal("send the invoice on tuesday", session[1].GetProperty("text").GetString());
        Assert.Equal("send the invoice on tuesday", newest[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task Replay_tool_answers_for_its_log_and_has_no_status()
    {
        await using (var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record"))
        {
            using var listening = await daemon.ConnectAsync();
            await daemon.SayAsync("send the invoice");
            await listening.ReadLinesUntilAsync("invoice");
            await daemon.CommandAsync("quit");
            Assert.Equal(0, await daemon.ExitAsync());
        }

        var socket = _directory.File("play.sock");
        using var player = System.Diagnostics.Process.Start(Executable.StartInfo(
            Executable.Replay,
            ["play", "last", "--speed", "0", "--stay", "--socket", socket, "--db", _directory.File("log.db")],
            _directory.Path))!;
        try
        {
            Assert.Contains("Playing", await player.StandardOutput.ReadLineAsync(), StringComparison.Ordinal);
            using var client = await LineClient.ConnectAsync(socket);
            await client.SendAsync("""{"hello":{}}""" + "\n");
            var greeting = await client.ReadLinesUntilAsync("\"type\":\"snapshot\"");

            var found = await AskAsync(client, """{"get":"search","words":"invoice","request_id":"1"}""");
            var status = await AskAsync(client, """{"get":"status","request_id":"2"}""");

            Assert.Equal("send the invoice", found[0].GetProperty("text").GetString());
            Assert.Equal("not_available", Assert.Single(status).GetProperty("code").GetString());
            Assert.All(
                greeting.Where(line => line.Contains("\"type\":\"hello\"", StringComparison.Ordinal)).Append(greeting[^1]),
                line =>
                {
                    Assert.Equal("", JsonSchemas.Problems("protocol-2.schema.json", line));
                    Assert.Contains(",\"replay\":1", line, StringComparison.Ordinal);
                });
        }
        finally
        {
            player.Kill();
        }
    }

    // The lines that answer a request; those of the feed are left out.
    private static async Task<List<JsonElement>> AskAsync(LineClient client, string request)
    {
        await client.SendAsync(request + "\n");
        var answer = new List<JsonElement>();
        do
        {
            var line = await client.ReadLineAsync();
            var fields = JsonDocument.Parse(line).RootElement;
            if (!fields.TryGetProperty("reply_to", out _)) continue;

            Assert.Equal("", JsonSchemas.Problems("protocol-2.schema.json", line));
            answer.Add(fields);
        }
        while (answer.Count == 0 || answer[^1].GetProperty("type").GetString() is not ("done" or "error"));
        return answer;
    }
}
