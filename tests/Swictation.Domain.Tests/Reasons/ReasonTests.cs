using Swictation.Domain.Events;
using Swictation.Domain.Reasons;
using Swictation.Domain.Tests.Wire;
using Swictation.Domain.Wire;

namespace Swictation.Domain.Tests.Reasons;

public sealed class ReasonTests
{
    public static TheoryData<ReasonCode> Codes => [.. Enum.GetValues<ReasonCode>().Where(code => code != ReasonCode.Worded)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_code_has_words(ReasonCode code)
    {
        var reason = new Reason(code);

        Assert.StartsWith(reason.Cause, reason.Words, StringComparison.Ordinal);
        Assert.NotEmpty(reason.Cause);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Reason_that_stands_alone_is_read_as_it_was_written(ReasonCode code)
    {
        var reason = new Reason(code, "two\nlines", "alsa:default");

        var line = reason.ToJson();

        Assert.DoesNotContain('\n', line);
        Assert.Equal(reason, Reason.Parse(line));
    }

    [Theory]
    [InlineData("event 17 is damaged")]
    [InlineData("{\"code\":\"disk_")]
    [InlineData("{}")]
    public void Text_that_is_no_reason_is_read_as_a_sentence(string text) =>
        Assert.Equal(Reason.Worded(text), Reason.Parse(text));

    [Theory]
    [InlineData(ReasonCode.DiskFull, null, "the disk is full; free some space", "the disk is full")]
    [InlineData(
        ReasonCode.CannotOpen,
        "Permission denied",
        "a file beside it cannot be opened (Permission denied); check its directory",
        "a file beside it cannot be opened (Permission denied)")]
    [InlineData(ReasonCode.InputOutput, "1802", "input/output error 1802; check the disk", "input/output error 1802")]
    [InlineData(
        ReasonCode.NothingButSilence,
        null,
        "the microphone gives nothing but silence; is it muted?",
        "the microphone gives nothing but silence")]
    [InlineData(ReasonCode.Worded, "it is gone;plug it in; now", "it is gone;plug it in; now", "it is gone")]
    [InlineData(ReasonCode.Worded, "it is gone", "it is gone", "it is gone")]
    public void Words_name_the_cause_and_what_to_do(ReasonCode code, string? detail, string words, string cause)
    {
        var reason = new Reason(code, detail);

        Assert.Equal((words, cause), (reason.Words, reason.Cause));
    }

    [Fact]
    public void Words_begin_with_the_source()
    {
        var reason = new Reason(ReasonCode.MicrophoneGone, Source: "alsa:default");

        Assert.Equal("alsa:default: the microphone is gone; plug it in again", reason.Words);
        Assert.Equal("alsa:default: the microphone is gone", reason.Cause);
    }

    [Theory]
    [InlineData(
        """{"code":"eaten_by_mice","detail":"mice ate the cable","source":"alsa:hw"}""", "alsa:hw: mice ate the cable")]
    [InlineData("""{"code":"eaten_by_mice","detail":"mice ate the cable; get a cat"}""", "mice ate the cable; get a cat")]
    [InlineData("""{"code":"eaten_by_mice","by":[{"mice":2}]}""", "eaten_by_mice")]
    public void A_code_of_a_later_version_is_shown_by_its_detail(string reason, string words)
    {
        var line = $$"""{"type":"storage_failed","timestamp":1699000012.25,"reason":{{reason}}}""";

        var read = Assert.IsType<StorageFailed>(WireReader.Read(Stored.Row(StorageFailed.TypeName, line) with { Version = 2 }));

        Assert.Equal(Reason.Worded(words), read.Reason);
    }
}
