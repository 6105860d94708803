using System.Diagnostics;
using System.Text.RegularExpressions;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Samples;

/// <summary>The programs in samples/ do what they say, against a real daemon.</summary>
public sealed partial class StatusClientTests : IDisposable
{
    private static readonly string Folder = Path.Combine(Repository.Root, "samples");

    private readonly TemporaryDirectory _directory = new();

    [PythonFact]
    public async Task Python_client_prints_the_state_and_transcriptions() =>
        await PrintsStateAndTranscriptionsAsync("python3", Path.Combine(Folder, "status.py"));

    [Fact]
    public async Task CSharp_client_prints_the_state_and_transcriptions()
    {
        // As "dotnet run status.cs", in two steps: compiling has no deadline of a client.
        var source = Path.Combine(Folder, "status.cs");
        var output = Path.Combine(_directory.Path, "built");
        Tool.Run("dotnet", "build", source, "-o", output, "-p:UseSharedCompilation=false");

        await PrintsStateAndTranscriptionsAsync("dotnet", Path.Combine(output, "status.dll"));
    }

    public void Dispose() => _directory.Dispose();

    private async Task PrintsStateAndTranscriptionsAsync(string program, string client)
    {
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        await daemon.SayAsync("before it connects");
        await Eventually.IsTrueAsync(
            () => daemon.Query<long>("SELECT count(*) FROM events WHERE type = 'transcription'")[0] == 1,
            "the first line is in the log");

        using var process = Process.Start(
            Executable.StartInfo(program, [client, daemon.MetricsSocket], _directory.Path))!;
        var printed = new List<string?> { await ReadLineAsync(process), await ReadLineAsync(process) };
        await daemon.SayAsync("while it listens: Grüße");
        printed.Add(await ReadLineAsync(process));
        await daemon.CommandAsync("stop");
        printed.Add(await ReadLineAsync(process));
        await daemon.CommandAsync("quit");
        printed.Add(await ReadLineAsync(process));

        Assert.Equal(
            ["[recording]", "TIME  before it connects", "TIME  while it listens: Grüße", "[idle]", null],
            printed.Select(line => line is null ? null : Time().Replace(line, "TIME")));
        Assert.Equal("", await process.StandardError.ReadToEndAsync());
    }

    private static async Task<string?> ReadLineAsync(Process client)
    {
        using var late = new CancellationTokenSource(LineClient.Deadline);
        return await client.StandardOutput.ReadLineAsync(late.Token);
    }

    [GeneratedRegex(@"^\d\d:\d\d:\d\d(?=  )")]
    private static partial Regex Time();
}
