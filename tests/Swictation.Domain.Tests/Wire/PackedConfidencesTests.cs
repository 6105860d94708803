using Swictation.Domain.Events;

namespace Swictation.Domain.Tests.Wire;

public sealed class PackedConfidencesTests
{
    [Fact]
    public void Every_thousandth_comes_back_as_it_was()
    {
        double[] all = [.. Enumerable.Range(0, 1_001).Select(thousandths => Math.Round(thousandths / 1e3, 3))];

        var packed = PackedConfidences.Pack(all);

        Assert.Equal(2 * all.Length, packed!.Length);
        Assert.Equal(all, PackedConfidences.Unpack(packed));
        Assert.Equal("[0.0,0.5,1.0,0.999]", PackedConfidences.ToJson("00dwrsrr"));
    }

    [Theory]
    [InlineData(0.9995)]
    [InlineData(1.001)]
    [InlineData(-0.001)]
    [InlineData(-0.0)]
    [InlineData(double.NaN)]
    [InlineData(1e300)]
    public void What_is_no_thousandth_is_not_packed(double confidence) =>
        Assert.Null(PackedConfidences.Pack([0.5, confidence]));

    [Theory]
    [InlineData("0")]
    [InlineData("rt")]
    [InlineData("zz")]
    [InlineData("A0")]
    [InlineData("00-1")]
    public void What_was_never_packed_is_not_unpacked(string text)
    {
        Assert.Null(PackedConfidences.Unpack(text));
        Assert.Null(PackedConfidences.ToJson(text));
    }
}
