using System.Text;
using Swictation.Daemon.Speech.Recognition.Workers;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Tests.Speech.Recognition.Workers;

public sealed class ReplyReadingTests
{
    [Theory]
    [InlineData("he was not ill", "he was not ill")]
    [InlineData("  he was\r\n not\till \n", "he was not ill")]
    [InlineData("he\u0000was\u0007\u001b[1mnot\u0085ill\u2028", "he was [1mnot ill")]
    [InlineData("grüße 😀", "grüße 😀")]
    public void Text_becomes_one_line_of_words(string said, string text) =>
        Assert.Equal(new TranscriptionResult.Text(text), ReplyReading.Of(said));

    [Fact]
    public void Half_a_surrogate_pair_is_replaced() =>
        Assert.Equal(new TranscriptionResult.Text("half \ufffd"), ReplyReading.Of("half \ud83d"));

    [Theory]
    [InlineData("")]
    [InlineData(" \n\u0000\t ")]
    public void Nothing_but_blanks_is_silence(string said) =>
        Assert.IsType<TranscriptionResult.Silence>(ReplyReading.Of(said));

    [Fact]
    public void Text_that_nobody_can_have_spoken_is_a_failure()
    {
        var longest = new string('a', ReplyReading.LongestText);
        Assert.IsType<TranscriptionResult.Text>(ReplyReading.Of(longest));

        var failed = Assert.IsType<TranscriptionResult.Failed>(ReplyReading.Of(longest + "a"));
        Assert.Contains("16385 characters", failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Longest_text_fits_into_a_line_whatever_it_is_made_of()
    {
        var reply = new WorkerReply { Type = ReplyKind.Text, Segment = uint.MaxValue, Text = new string('\u00fc', ReplyReading.LongestText) };

        Assert.InRange(reply.ToLine().Length, 1, WorkerReply.LongestLine);
    }

    [Fact]
    public void Reply_that_was_written_is_read()
    {
        var line = new WorkerReply { Type = ReplyKind.Text, Segment = 4, Text = "said \"so\"\n" }.ToLine();

        var answer = ReplyReading.Of(new(line.AsMemory()[..^1], IsWhole: true), segment: 4);

        Assert.Equal(new(new TranscriptionResult.Text("said \"so\""), IsUsable: true), answer);
    }

    [Fact]
    public void Confidence_that_was_written_is_read()
    {
        var line = new WorkerReply { Type = ReplyKind.Text, Segment = 4, Text = "not ill", Confidence = 0.75, Words = [0.5, 1] }.ToLine();

        var answer = ReplyReading.Of(new(line.AsMemory()[..^1], IsWhole: true), segment: 4);

        Assert.Equal(new TranscriptionResult.Text("not ill", new(0.75, [0.5, 1])), answer.Result);
    }

    [Theory]
    [InlineData("\"confidence\":1.5,\"words\":[1,1]", null)]
    [InlineData("\"confidence\":-0.1", null)]
    [InlineData("\"words\":[1,1]", null)]
    [InlineData("\"confidence\":0.5,\"words\":[1]", 0.5)]
    [InlineData("\"confidence\":0.5,\"words\":[1,2]", 0.5)]
    [InlineData("\"confidence\":0.5,\"words\":null", 0.5)]
    public void Confidence_that_makes_no_sense_does_not_cost_the_text(string fields, double? overall)
    {
        var line = Encoding.UTF8.GetBytes($$"""{"type":"text","segment":4,"text":"not ill",{{fields}}}""");

        var text = Assert.IsType<TranscriptionResult.Text>(ReplyReading.Of(new(line, IsWhole: true), 4).Result);

        Assert.Equal(("not ill", overall), (text.Value, text.Confidence?.Overall));
        Assert.True(text.Confidence is null or { Words.IsEmpty: true });
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"type\":\"ready\",\"protocol\":1}")]
    [InlineData("{\"type\":\"text\",\"segment\":1}")]
    [InlineData("{\"type\":\"text\",\"text\":\"words\"}")]
    [InlineData("{\"segment\":1,\"text\":\"words\"}")]
    [InlineData("{\"type\":\"song\",\"segment\":1,\"text\":\"words\"}")]
    [InlineData("{\"type\":\"failed\",\"segment\":1,\"text\":\"words\"}")]
    [InlineData("{\"type\":\"text\",\"segment\":2,\"text\":\"words\"}")]
    [InlineData("{\"type\":\"text\",\"segment\":0,\"text\":\"words\"}")]
    [InlineData("{\"type\":\"text\",\"segment\":-1,\"text\":\"words\"}")]
    [InlineData("{\"type\":\"text\",\"segment\":1,\"text\":7}")]
    [InlineData("{\"type\":\"text\",\"segment\":1,\"text\":\"\\ud83d\"}")]
    [InlineData("{\"type\":\"text\",\"segment\":1,\"text\":\"words\"} and more")]
    public void What_is_no_reply_to_the_segment_is_a_failure_and_the_process_of_no_use(string line)
    {
        var answer = ReplyReading.Of(new(Encoding.UTF8.GetBytes(line), IsWhole: true), segment: 1);

        Assert.False(answer.IsUsable);
        Assert.StartsWith(
            "the recogniser's answer is no reply: ",
            Assert.IsType<TranscriptionResult.Failed>(answer.Result).Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_quoted_of_garbage_is_short_and_one_line()
    {
        var garbage = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("über\n\a", 1000)));

        var failed = (TranscriptionResult.Failed)ReplyReading.Of(new(garbage, IsWhole: false), segment: 1).Result;

        Assert.InRange(failed.Reason.Length, 50, 150);
        Assert.DoesNotContain(failed.Reason, char.IsControl);
    }
}
