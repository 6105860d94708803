using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

/// <summary>Local time where the time zone is changed, cannot be read, or goes through an hour twice.</summary>
public sealed class LocalTimeTests : IDisposable
{
    private const string Zones = "/usr/share/zoneinfo";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [SmallDiskFact]
    public async Task Lines_have_the_zone_that_the_machine_has_now()
    {
        var (before, after, etc) = (_directory.File("before"), _directory.File("after"), _directory.File("etc"));
        File.WriteAllBytes(before, ZoneFile("HERE", hours: 0));
        File.WriteAllBytes(after, ZoneFile("JST", hours: 9));
        var prepare =
            $"exec unshare -m bash -c 'mkdir {etc} && mount -t tmpfs none {etc} && cp -a /etc/. {etc} && "
            + $"ln -sfn {before} {etc}/localtime && mount --bind {etc} /etc && exec \"$0\" \"$@\"' \"$0\" \"$@\"";
        await using var daemon = await DaemonProcess.StartFromShellAsync(
            _directory.Path, prepare, new Dictionary<string, string>(), "--record");
        await daemon.SayAsync("before");
        await Eventually.IsTrueAsync(() => Hours(daemon, "before") is [0], "the line has the time of UTC");

        var link = $"/proc/{daemon.Id}/root/etc/localtime";
        File.Delete(link);
        File.CreateSymbolicLink(link, after);

        await Eventually.IsTrueAsync(
            async () =>
            {
                await daemon.SayAsync("after");
                return Hours(daemon, "after").Contains(9);
            },
            "a line has the time of Tokyo, nine hours ahead");
    }

    [Theory]
    [InlineData("<+03>-3")]
    [InlineData("Europe/Berlim")]
    public async Task A_zone_that_is_not_known_is_named_and_UTC_everywhere(string zone)
    {
        var variables = new Dictionary<string, string> { ["TZ"] = zone };
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", variables, "--record");
        await daemon.SayAsync("a line");
        await Eventually.IsTrueAsync(() => Hours(daemon, "a line") is [0], "the line has the time of UTC");

        var show = Executable.StartInfo(Executable.Replay, ["show", "last", "--db", daemon.Database], _directory.Path);
        show.Environment["TZ"] = zone;
        var shown = await Executable.RunAsync(show);

        await daemon.LogsAsync($"In the environment TZ is '{zone}', which is no time zone in {Zones}");
        Assert.Contains($"swictation-replay: TZ is '{zone}'", shown.Error, StringComparison.Ordinal);
        var line = daemon.Query<string>("SELECT body ->> 'timestamp' FROM events WHERE type = 'transcription'");
        Assert.Contains($"\n{Assert.Single(line)}  a line\n", shown.Output, StringComparison.Ordinal);
    }

    // RFC 9636: one type of local time in version 1 and in version 2, no transitions, and the rule as POSIX writes it.
    private static byte[] ZoneFile(string name, int hours)
    {
        using var file = new MemoryStream();
        for (var version = 1; version <= 2; version++)
        {
            file.Write("TZif2"u8);
            file.Write(new byte[15]);
            foreach (var count in (int[])[0, 0, 0, 0, 1, name.Length + 1]) Write(count);
            Write(hours * 3600);
            file.Write([0, 0, .. Encoding.ASCII.GetBytes(name), 0]);
        }

        file.Write(Encoding.ASCII.GetBytes($"\n{name}{-hours}\n"));
        return file.ToArray();

        void Write(int number)
        {
            Span<byte> bytes = stackalloc byte[sizeof(int)];
            BinaryPrimitives.WriteInt32BigEndian(bytes, number);
            file.Write(bytes);
        }
    }

    // How many hours each of these lines is ahead of its place in UTC.
    private static IReadOnlyList<int> Hours(DaemonProcess daemon, string text) =>
    [
        .. daemon.Query<string>(
            $"SELECT strftime('%H', at_us / 1e6, 'unixepoch') || (body ->> 'timestamp') FROM events "
            + $"WHERE type = 'transcription' AND body ->> 'text' = '{text}'")
            .Select(both => (Hour(both[2..4]) - Hour(both[..2]) + 24) % 24),
    ];

    private static int Hour(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
