using System.Net;
using System.Net.Sockets;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Installation;

/// <summary>What people's own recognisers may do under the installed unit.</summary>
public sealed class SandboxTests : IDisposable
{
    private const string Answer = "reached";

    private readonly Home _home = new();
    private readonly TcpListener _server = new(IPAddress.Loopback, 0);

    public void Dispose()
    {
        _server.Dispose();
        _home.Dispose();
    }

    [ServiceFact]
    public async Task A_recogniser_of_the_user_s_own_can_do_under_the_unit_what_it_can_do_without()
    {
        _server.Start();
        var serving = ServeAsync();
        LibriVox.Join(_home.File("speech.wav"), LibriVox.Sentences, pauseS: 1);
        WriteRecogniser();
        _home.Write(
            ".config/swictation/config.json",
            $$"""{ "source": "file:{{_home.File("speech.wav")}}?pace=max", "transcriber": "command:{{_home.File("recognise")}}" }""");
        var without = (await _home.RunAsync(_home.File("recognise"))).Output.Trim();
        Assert.StartsWith($"server {Answer}, exe /", without, StringComparison.Ordinal);
        File.Delete(Shared);
        await using var systemd = await UserSystemd.LogInAsync(_home);
        var installed = await _home.InstallAsync();
        Assert.True(installed.ExitCode == 0, installed.Error);

        using var client = await LineClient.ConnectAsync(_home.MetricsSocket);
        Assert.Equal(0, (await _home.RunAsync(_home.Daemon, "start")).ExitCode);
        var lines = await client.ReadLinesUntilAsync("\"type\":\"transcription\"");

        Assert.Contains($"\"text\":\"{without}\"", lines[^1], StringComparison.Ordinal);
        Assert.True(File.Exists(Shared)); // in /tmp, and everybody's
        Assert.Equal(0, (await _home.RunAsync(_home.Daemon, "quit")).ExitCode);
        _server.Stop();
        await serving;
    }

    private string Shared => Path.Combine(_home.Runtime, "..", "shared");

    // A program in the home directory; a server on loopback, as for models that are loaded once; the executable of another
    // process, by which the daemon knows some of its clients; containers; sound at real time; files in /tmp.
    private void WriteRecogniser()
    {
        _home.Write("recognise", $$"""
            #!/bin/bash
            can() { "$@" >/dev/null 2>&1 && echo yes || echo no; }
            exec 3<>/dev/tcp/127.0.0.1/{{((IPEndPoint)_server.LocalEndpoint).Port}}
            read -r told <&3
            echo "server $told, exe $(readlink /proc/{{Environment.ProcessId}}/exe), namespaces $(can unshare --user true)," \
                "real time $(can chrt --rr 1 true), shared files $(can touch '{{Shared}}')"

            """);
        File.SetUnixFileMode(
            _home.File("recognise"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                using var client = await _server.AcceptSocketAsync();
                await client.SendAsync(System.Text.Encoding.UTF8.GetBytes(Answer + "\n"));
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
