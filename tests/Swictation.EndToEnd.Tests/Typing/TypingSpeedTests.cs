using System.Diagnostics;
using System.Globalization;
using System.Text;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Typing;

/// <summary>From the commit of a sentence of ten words to its first and its last character, and from a key to the recording.</summary>
[Trait("Category", "Timing")]
public sealed class TypingSpeedTests(ITestOutputHelper output) : IDisposable
{
    private const int Times = 15;

    // Notes when which bytes came: microseconds since 1970, and the bytes.
    private const string Reader =
        """
        import os, sys, time, tty
        tty.setraw(0)
        file = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        open(sys.argv[1] + '.ready', 'w').close()
        while True:
            got = os.read(0, 65536)
            os.write(file, b'%d %s\n' % (time.time_ns() // 1000, got.hex().encode()))
        """;

    private readonly TemporaryDirectory _directory = new();

    private string Arrivals => _directory.File("arrivals");

    public void Dispose() => _directory.Dispose();

    [DesktopTheory(DesktopPrograms.Wayland)]
    [InlineData("wayland", 30, 30)]
    [InlineData("clipboard", 30, 60)]
    [InlineData("wtype", 30, double.MaxValue)]
    public async Task Sentence_is_at_the_cursor_of_Wayland_within(string way, double firstMs, double lastMs)
    {
        await using var desktop = await Desktop.StartSwayAsync(_directory.Path);
        desktop.Start("foot", ["/usr/bin/python3", "-c", Reader, Arrivals]);
        await Eventually.IsTrueAsync(() => File.Exists(Arrivals + ".ready"), "the terminal is there");

        await MeasureAsync(desktop, way, firstMs, lastMs);

        if (way != "wtype") return;

        var alone = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            var since = Stopwatch.GetTimestamp();
            await desktop.RunAsync("wtype", "--", $"{Sentence(i)} ");
            alone.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
        }

        Report("wtype alone, from its start to its end", alone);
    }

    [DesktopTheory(DesktopPrograms.X11)]
    [InlineData("xdotool", double.MaxValue, double.MaxValue)]
    [InlineData("clipboard", 60, 60)]
    public async Task Sentence_is_at_the_cursor_of_X11_within(string way, double firstMs, double lastMs)
    {
        await using var desktop = await Desktop.StartX11Async(_directory.Path);
        desktop.Start("xterm", ["-u8", "-T", "timed", "-e", "/usr/bin/python3", "-c", Reader, Arrivals]);
        await Eventually.IsTrueAsync(() => File.Exists(Arrivals + ".ready"), "the terminal is there");
        await Eventually.IsTrueAsync(async () => (await desktop.FocusAsync("timed")).ExitCode == 0, "the terminal has the cursor");

        await MeasureAsync(desktop, way, firstMs, lastMs);
    }

    [Fact]
    public async Task Recording_is_on_the_wire_soon_after_the_key_where_the_microphone_is_open()
    {
        var microphone = new NumberedMicrophone(_directory.File("microphone"));
        using var ending = new CancellationTokenSource();
        var hearing = Task.Run(() => microphone.RunAsync(ending.Token));
        Dictionary<string, string> environment = new() { [AlsaDevices.Variable] = AlsaDevices.Configure(_directory.File("asound.conf")) };
        await using (var daemon = await DaemonProcess.StartAsync(
            _directory.Path, $"alsa:{AlsaDevices.Recorded(microphone.Path)}", environment, "--microphone", "always"))
        {
            using var client = await daemon.ConnectAsync();
            await Eventually.IsTrueAsync(async () => await microphone.NowAsync() > 1, "it was heard for a while");
            var taken = new List<double>();
            for (var i = 0; i < Times; i++)
            {
                var since = Stopwatch.GetTimestamp();
                using var toggle = Process.Start(Executable.StartInfo(Executable.Daemon, ["toggle", "--ipc-socket", daemon.IpcSocket], _directory.Path))!;
                await client.ReadLinesUntilAsync("\"state\":\"recording\"");
                taken.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
                await toggle.WaitForExitAsync(TestContext.Current.CancellationToken);
                await daemon.CommandAsync("stop");
                await client.ReadLinesUntilAsync("\"state\":\"idle\"");
            }

            Judge(Report("key to recording", taken), 40);
        }

        await ending.CancelAsync();
        await hearing;
    }

    private async Task MeasureAsync(Desktop desktop, string way, double firstMs, double lastMs)
    {
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        await using var typist = await TypistProcess.StartAsync(desktop, daemon, "--way", way);
        var (first, last, own) = (new List<double>(), new List<double>(), new List<double>());
        var arrived = 0;
        for (var i = 0; i < Times; i++)
        {
            await daemon.SayAsync(Sentence(i));
            var length = arrived + Encoding.UTF8.GetByteCount(Sentence(i)) + 1;
            await Eventually.IsTrueAsync(() => Read().Sum(part => part.Bytes.Length) >= length, "it is typed");
            await Eventually.IsTrueAsync(() => daemon.Outcomes().Count == i + 1, "it is settled");
            var parts = Read();
            Assert.Equal($"{Sentence(i)} ", Encoding.UTF8.GetString([.. parts.SelectMany(part => part.Bytes).Skip(arrived)]));
            var committed = daemon.Query<long>("SELECT at_us FROM events WHERE type = 'transcription' ORDER BY seq DESC LIMIT 1").Single();
            var before = 0;
            var firstAt = parts.First(part => (before += part.Bytes.Length) > arrived).AtUs;
            first.Add((firstAt - committed) / 1000.0);
            last.Add((parts[^1].AtUs - committed) / 1000.0);
            own.Add(daemon.Query<double>("SELECT body ->> 'ms' FROM events WHERE type = 'text_delivered' ORDER BY seq DESC LIMIT 1").Single());
            arrived = length;
        }

        Assert.All(daemon.Ways(), taken => Assert.Equal(way, taken));
        Judge(Report($"{way}: commit to the first character", first), firstMs);
        Report($"{way}: first key to the last, as the log has it", own);
        Judge(Report($"{way}: commit to the last character", last), lastMs);
    }

    private List<(long AtUs, byte[] Bytes)> Read() => File.Exists(Arrivals)
        ? [.. File.ReadAllText(Arrivals).Split('\n').SkipLast(1).Select(line => line.Split(' '))
            .Select(parts => (long.Parse(parts[0], CultureInfo.InvariantCulture), Convert.FromHexString(parts[1])))]
        : [];

    private double Report(string what, List<double> figures)
    {
        var sorted = figures.Order().ToList();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: p50 {sorted[sorted.Count / 2]:F1} ms, from {sorted[0]:F1} to {sorted[^1]:F1}"));
        return sorted[sorted.Count / 2];
    }

    private static void Judge(double median, double must)
    {
        if (QuietMachine.IsPromised) Assert.InRange(median, 0, must);
    }

    private static string Sentence(int number) => string.Create(CultureInfo.InvariantCulture, $"these are ten words of a sentence with number {number:00}");
}
