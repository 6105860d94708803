using System.Net;
using System.Net.Sockets;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Installation;

/// <summary>What people's own recognisers may do under the installed unit.</summary>
[Collection(nameof(UserSystemd))]
public sealed class SandboxTests : IAsyncDisposable
{
    private const string Service = "swictation-daemon.service";
    private const string Answer = "reached";

    private readonly Home _home = new();
    private readonly TcpListener _server = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _mayAnswer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _serving;

    public SandboxTests()
    {
        _server.Start();
        _serving = Task.Run(ServeAsync);
    }

    public async ValueTask DisposeAsync()
    {
        _mayAnswer.TrySetResult();
        _server.Stop();
        await _serving;
        _home.Dispose();
    }

    [ServiceFact]
    public async Task A_recogniser_of_the_user_s_own_can_do_under_the_unit_what_it_can_do_without()
    {
        _mayAnswer.SetResult();
        Configure();
        var without = (await _home.RunAsync(_home.File("recognise"))).Output.Trim();
        Assert.StartsWith($"server {Answer}, exe /", without, StringComparison.Ordinal);
        Assert.Contains("compiled code yes", without, StringComparison.Ordinal);
        File.Delete(Shared);
        await using var systemd = await LogInAndInstallAsync();
        using var client = await LineClient.ConnectAsync(_home.MetricsSocket);

        Assert.Equal(0, (await _home.RunAsync(_home.Daemon, "start")).ExitCode);
        var lines = await client.ReadLinesUntilAsync("\"type\":\"transcription\"");

        Assert.Contains($"\"text\":\"{without}\"", lines[^1], StringComparison.Ordinal);
        Assert.True(File.Exists(Shared)); // in /tmp, and everybody's
    }

    [ServiceFact]
    public async Task A_recogniser_at_work_is_not_cut_off_when_the_service_is_stopped()
    {
        Configure();
        await using var systemd = await LogInAndInstallAsync();
        using var client = await LineClient.ConnectAsync(_home.MetricsSocket);
        Assert.Equal(0, (await _home.RunAsync(_home.Daemon, "start")).ExitCode);
        await _asked.Task.WaitAsync(LineClient.Deadline, TestContext.Current.CancellationToken);

        await systemd.AskAsync("stop", "--no-block", Service);
        await Eventually.IsTrueAsync(
            async () => await systemd.ShowAsync(Service, "ActiveState") == "deactivating", "the service is being stopped");
        _mayAnswer.SetResult();

        var told = string.Join('\n', await client.ReadLinesToEndAsync());
        Assert.Contains($"\"text\":\"server {Answer}, ", told, StringComparison.Ordinal);
        Assert.Contains("\"session_end\"", told, StringComparison.Ordinal);
        await using var log = new SqliteConnection(
            $"Data Source={_home.File(".local/share/swictation/metrics.db")};Mode=ReadOnly;Pooling=False");
        Assert.Equal(0, log.ExecuteScalar<long>("SELECT count(*) FROM segments_without_text"));
    }

    private async Task<UserSystemd> LogInAndInstallAsync()
    {
        var systemd = await UserSystemd.LogInAsync(_home);
        var installed = await _home.InstallAsync();
        Assert.True(installed.ExitCode == 0, installed.Error);
        return systemd;
    }

    private void Configure()
    {
        LibriVox.Join(_home.File("speech.wav"), LibriVox.Sentences, pauseS: 1);
        WriteRecogniser();
        _home.Write(
            ".config/swictation/config.json",
            $$"""{ "source": "file:{{_home.File("speech.wav")}}?pace=max", "transcriber": "command:{{_home.File("recognise")}}" }""");
    }

    private string Shared => Path.Combine(_home.Runtime, "..", "shared");

    // A program in the home directory; a server on loopback, as for models that are loaded once; the executable of another
    // process, by which the daemon knows some of its clients; containers; sound at real time; files in /tmp; memory for code
    // that is compiled as it runs; the nodes of /dev, a graphics processor's among them where there is one.
    private void WriteRecogniser()
    {
        _home.Write("recognise", $$"""
            #!/bin/bash
            can() { "$@" >/dev/null 2>&1 && echo yes || echo no; }
            exec 3<>/dev/tcp/127.0.0.1/{{((IPEndPoint)_server.LocalEndpoint).Port}}
            read -r told <&3
            echo "server $told, exe $(readlink /proc/{{Environment.ProcessId}}/exe), namespaces $(can unshare --user true)," \
                "real time $(can chrt --rr 1 true), shared files $(can touch '{{Shared}}')," \
                "compiled code $(can python3 -c 'import mmap; mmap.mmap(-1, 4096, prot=7)')," \
                "devices $(find /dev -maxdepth 2 \( -type c -o -type b \) -readable -not -path '/dev/pts/*' | wc -l)"

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
                _asked.TrySetResult();
                await _mayAnswer.Task;
                await client.SendAsync(Encoding.UTF8.GetBytes(Answer + "\n"));
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
