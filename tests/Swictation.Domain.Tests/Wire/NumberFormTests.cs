using System.Globalization;
using System.Text.Json;
using Swictation.Domain.Events;

namespace Swictation.Domain.Tests.Wire;

public sealed class NumberFormTests
{
    [Theory]
    [InlineData(0, "0.0")]
    [InlineData(5, "5.0")]
    [InlineData(-5, "-5.0")]
    [InlineData(0.1, "0.1")]
    [InlineData(145.2, "145.2")]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    [InlineData(1_699_000_000, "1699000000.0")]
    [InlineData(1_699_000_000.123456, "1699000000.123456")]
    [InlineData(999_999_999_999_999, "999999999999999.0")]
    public void A_double_has_its_shortest_digits_and_always_a_point(double value, string digits)
    {
        var line = Stored.Line(Silent(value));

        Assert.Contains($"\"start_s\":{digits},", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1e15)]
    [InlineData(1e-7)]
    [InlineData(1.5e300)]
    [InlineData(double.Epsilon)]
    [InlineData(double.MaxValue)]
    [InlineData(long.MaxValue)]
    public void A_double_of_any_size_is_valid_json_and_reads_back_the_same(double value)
    {
        using var json = JsonDocument.Parse(Stored.Line(Silent(value)));

        Assert.Equal(value, json.RootElement.GetProperty("start_s").GetDouble());
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_number_that_json_does_not_have_is_refused(double value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Stored.Line(Silent(value)));

    [Fact]
    public void Numbers_do_not_depend_on_the_culture()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };
        try
        {
            Assert.Contains("\"start_s\":145.2,", Stored.Line(Silent(145.2)), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_time_keeps_its_microseconds()
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(1_699_000_000).AddMicroseconds(1);

        Assert.Contains("1699000000.000001", Stored.Line(new SessionStart(new(1), at)), StringComparison.Ordinal);
    }

    private static SegmentSilent Silent(double value) => new(new(1), DateTimeOffset.UnixEpoch, value, 0);
}
