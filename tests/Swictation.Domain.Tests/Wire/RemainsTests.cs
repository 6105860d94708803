using System.Text;
using Swictation.Domain.Events;
using Swictation.Domain.Wire;
using Swictation.Testing;

namespace Swictation.Domain.Tests.Wire;

public sealed class RemainsTests
{
    private static readonly SegmentMeasured Measured = new(
        new(1), new(2026, 3, 1, 9, 0, 5, TimeSpan.Zero), 1.5, 2.25, 3, 4, new(0.875, [0.75, 1]));

    [Theory]
    [InlineData(true, """{"type":"segment_measured","times":[1.5,2.25,3.0,4.0],"forgotten":true,"commitment":""")]
    [InlineData(false, """{"type":"segment_measured","times":[0,0,0,0],"forgotten":true,"commitment":""")]
    public void P11_Of_a_measurement_only_its_times_stay_and_without_figures_not_even_they(bool keepsCounts, string begins)
    {
        var left = Remains.Of(Stored.Of(Measured), new byte[32], characters: null, keepsCounts);

        Assert.StartsWith(begins, Encoding.UTF8.GetString(left), StringComparison.Ordinal);
        var read = (SegmentMeasured)WireReader.Read(Stored.Of(Measured) with { Body = left });
        Assert.Equal((keepsCounts ? 2.25 : 0, null), (read.DurationS, read.Confidence));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void P11_What_is_left_of_its_first_form_is_of_that_form(bool keepsCounts)
    {
        var former = FormerForms.OfMeasurement(Measured);
        var stored = Stored.Of(Measured) with { Version = former.Version, Body = former.Body };

        var left = Encoding.UTF8.GetString(Remains.Of(stored, new byte[32], characters: null, keepsCounts));

        Assert.DoesNotContain("\"times\"", left, StringComparison.Ordinal);
        Assert.DoesNotContain("confidence", left, StringComparison.Ordinal);
        var read = (SegmentMeasured)WireReader.Read(stored with { Body = Encoding.UTF8.GetBytes(left) });
        Assert.Equal((Measured.Session, keepsCounts ? 1.5 : 0), (read.Session, read.StartS));
    }
}
