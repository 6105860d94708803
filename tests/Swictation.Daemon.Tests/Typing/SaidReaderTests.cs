using System.Text;
using Swictation.Daemon.Typing;
using Swictation.Domain.Events;
using Swictation.Domain.History;
using Swictation.Sockets.Client;

namespace Swictation.Daemon.Tests.Typing;

public sealed class SaidReaderTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 28, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Speech_began_before_its_words_and_its_recognition()
    {
        var said = SaidReader.Read(Line(
            Transcription.TypeName, """{"type":"transcription","text":"to be","timestamp":"09:00:00","wpm":120,"latency_ms":500,"words":2}"""));

        Assert.Equal(new Said(7, new(1), Now, Now.AddSeconds(-1.5), "to be", IsWithheld: false), said);
    }

    [Fact]
    public void What_was_forgotten_is_nothing_to_type()
    {
        Assert.Null(SaidReader.Read(Line(
            Transcription.TypeName, """{"type":"transcription","text":"","timestamp":"09:00:00","wpm":120,"latency_ms":500,"words":2,"forgotten":true}""")));
    }

    [Fact]
    public void Deliveries_are_what_the_log_has()
    {
        var begun = SaidReader.ReadStep(Line(
            DeliveryBegun.TypeName, """{"type":"delivery_begun","segment":5,"way":"wtype","window":"sway:7 foot"}"""));
        var ended = SaidReader.ReadStep(Line(
            TextDelivered.TypeName, """{"type":"text_delivered","segment":9,"outcome":"too_old","ms":0.0,"first":6}"""));

        Assert.Equal(new DeliveryStep(5, First: null, Outcome: null, "sway:7 foot", DeliveryWay.Wtype), begun);
        Assert.Equal(new DeliveryStep(9, First: 6, DeliveryOutcome.TooOld, Window: null), ended);
    }

    private static ReceivedEvent Line(string type, string line) => new(7, Now, new(1), new(type), Encoding.UTF8.GetBytes(line));
}
