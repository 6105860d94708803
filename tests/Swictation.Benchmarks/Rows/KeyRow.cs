using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Swictation.Benchmarks.Measuring;
using Swictation.Benchmarks.Processes;
using Swictation.Benchmarks.Reporting;

namespace Swictation.Benchmarks.Rows;

/// <summary>
/// From a key to <c>recording</c>: the start of <c>swictation-daemon toggle</c>, as a key runs it, until a client of the feed has
/// read that it is recorded.
/// </summary>
internal sealed class KeyRow : IRow
{
    private const int Keys = 100;
    private const int WarmUp = 3;
    private const double AlmostAll = 0.99;

    private static readonly TimeSpan BetweenKeys = TimeSpan.FromMilliseconds(100);

    public string Name => "key";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        var count = bench.Size(Keys);
        var open = await PressAsync("always", count, cancellationToken);
        var closed = await PressAsync("recording", bench.Size(count / 2), cancellationToken);
        return
        [
            new(
                "key to recording on the wire, microphone open: p50",
                "ms",
                Bench.Median(open),
                Floor: null,
                Target.AtMost(40, 25),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"p99 {At(open, AlmostAll):0.0}, of {count}; closed, with the device's own opening: p50 {Bench.Median(closed):0.0}, p99 {At(closed, AlmostAll):0.0}; PulseAudio's null sink; load {Load.OfOneMinute:0.0}")),
        ];
    }

    private static double At(List<double> figures, double share) => figures.Order().ElementAt((int)(share * (figures.Count - 1)));

    private static async Task<List<double>> PressAsync(string microphoneMode, int count, CancellationToken cancellationToken)
    {
        using var place = new Place();
        await using var microphone = await SilentMicrophone.StartAsync(place.Directory, cancellationToken);
        await using var daemon = await DaemonProcess.StartAsync(
            place,
            new(Records: false)
            {
                Source = SilentMicrophone.Source,
                Environment = microphone.Environment,
                More = ["--microphone", microphoneMode, "--transcriber", "command:true", "--speech-model", "none"],
            },
            cancellationToken);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(place.MetricsSocket), cancellationToken);
        using var feed = new StreamReader(new NetworkStream(socket));
        var taken = new List<double>();
        for (var i = 0; i < WarmUp + count; i++)
        {
            await Task.Delay(BetweenKeys, cancellationToken);
            var since = Stopwatch.GetTimestamp();
            using var toggle = Process.Start(new ProcessStartInfo(Executable.Daemon, ["toggle", "--ipc-socket", place.IpcSocket]) { RedirectStandardOutput = true })!;
            await UntilAsync("recording");
            taken.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
            await toggle.WaitForExitAsync(cancellationToken);
            await daemon.CommandAsync("stop", cancellationToken);
            await UntilAsync("idle");
        }

        return taken[WarmUp..];

        async Task UntilAsync(string state)
        {
            while (await feed.ReadLineAsync(cancellationToken) is { } line)
            {
                if (line.Contains("\"state_change\"", StringComparison.Ordinal) && line.Contains($"\"state\":\"{state}\"", StringComparison.Ordinal))
                    return;
            }

            throw new BenchmarkFailedException("the feed has ended");
        }
    }
}
