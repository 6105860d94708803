using Swictation.Domain.Events;
using Swictation.Domain.Wire;
using Swictation.Storage.Usage;

namespace Swictation.Storage.Tests.Usage;

/// <summary>What a log has written in a day, and what the disk has left.</summary>
public sealed class DiskForecastTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly OpenLog _open = new();

    public ValueTask DisposeAsync() => _open.DisposeAsync();

    [Fact]
    public void A_day_is_its_events_twice_and_its_audio()
    {
        var yesterday = new SessionStart(new(1), Now.AddHours(-25));
        var today = new Transcription(new(1), Now.AddHours(-23), "Äpfel", 60, 100, 1);
        _open.Log.Append(yesterday, today);
        Put("kept/1-000000000000-20260301T080000000000Z.flac", 1_000);
        Put("kept/1-000000000000-20260301T100000000000Z.flac", 200);
        Put("1-000000000000-20260302T080000000000Z.wav", 30);

        var forecast = DiskForecast.Of(_open.Path, Now);

        var atLeast = WireWriter.ToAppend(today).Body.Length;
        Assert.InRange(forecast.LastDay, 230 + (2 * atLeast), 230 + (2 * (atLeast + 80)));
        Assert.True(forecast.Left > 0);
    }

    [Fact]
    public void An_empty_log_has_written_nothing() => Assert.Equal(0, DiskForecast.Of(_open.Path, Now).LastDay);

    [Theory]
    [InlineData(100_000_000, 99_000_000, false)]
    [InlineData(98_000_000, 99_000_000, true)]
    [InlineData(15_000_000, 0, true)]
    [InlineData(17_000_000, 0, false)]
    public void Little_is_less_than_another_day_or_the_least_that_a_log_needs(long left, long lastDay, bool isLow) =>
        Assert.Equal(isLow, new DiskForecast(left, lastDay).IsLow);

    private void Put(string name, int bytes)
    {
        var path = Path.Combine(_open.Path + "-audio", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, new byte[bytes]);
    }
}
