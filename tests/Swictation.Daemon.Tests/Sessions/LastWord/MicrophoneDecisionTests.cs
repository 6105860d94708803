using Swictation.Daemon.Sessions.LastWord;

namespace Swictation.Daemon.Tests.Sessions.LastWord;

/// <summary>Promise P13: the last word is the user's.</summary>
public sealed class MicrophoneDecisionTests
{
    [Theory]
    [InlineData("Stop")]
    [InlineData("Pause")]
    [InlineData("Cancel")]
    [InlineData("Quit")]
    public void P13_Nothing_listens_by_itself_after_a_word_against_it_whatever_log_and_configuration_say(string said)
    {
        var words = Found(Enum.Parse<Word>(said));

        foreach (var isLogNew in new[] { false, true })
        {
            foreach (var option in new[] { RecordOption.No, RecordOption.Configured })
            {
                var decision = MicrophoneDecision.Of(isLogNew, words, option);
                Assert.False(decision.MayGoOn || decision.Starts);
                Assert.Equal($"the last command was {said}", decision.Reason, ignoreCase: true);
            }
        }
    }

    [Fact]
    public void P13_Record_on_the_command_line_is_a_word_of_its_own_and_starts_another_session()
    {
        var decision = MicrophoneDecision.Of(isLogNew: false, Found(Word.Quit), RecordOption.OnCommandLine);

        Assert.Equal((false, true), (decision.MayGoOn, decision.Starts));
    }

    [Fact]
    public void P13_Session_goes_on_only_where_every_place_has_the_word_and_the_daemon_did_not_end()
    {
        Assert.True(Decide(Found(Word.Record)).MayGoOn);
        Assert.False(Decide(Found(Word.Record, hasEnded: true)).MayGoOn);
        Assert.False(Decide(Found(Word.Record) with { IsEverywhere = false }).MayGoOn);
        Assert.False(Decide(Found(Word.Record) with { IsInDoubt = true }).MayGoOn);
        Assert.False(Decide(new(Newest: null, IsInDoubt: false, IsEverywhere: false)).MayGoOn);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void P13_Configuration_starts_recording_in_a_new_log_and_not_in_one_whose_last_word_is_lost(
        bool isLogNew, bool starts)
    {
        WordsFound none = new(Newest: null, IsInDoubt: false, IsEverywhere: false);

        Assert.Equal(starts, MicrophoneDecision.Of(isLogNew, none, RecordOption.Configured).Starts);
    }

    [Fact]
    public void P13_Configuration_records_after_a_daemon_that_was_ended_by_a_signal_while_it_recorded()
    {
        Assert.True(Decide(Found(Word.Record, hasEnded: true), RecordOption.Configured).Starts);
        Assert.True(Decide(Found(Word.None), RecordOption.Configured).Starts);
        Assert.False(
            Decide(Found(Word.Record) with { IsInDoubt = true }, RecordOption.Configured).Starts);
    }

    [Theory]
    [InlineData("None", true)]
    [InlineData("Record", true)]
    [InlineData("Stop", false)]
    [InlineData("Pause", false)]
    [InlineData("Cancel", false)]
    [InlineData("Quit", false)]
    public void P13_Microphone_that_is_always_to_be_open_stays_closed_after_a_word_against_it(string said, bool mayOpen)
    {
        Assert.Equal(mayOpen, Decide(Found(Enum.Parse<Word>(said), hasEnded: true)).MayOpen);
        Assert.Equal(mayOpen, Decide(Found(Enum.Parse<Word>(said)), RecordOption.Configured).MayOpen);
        Assert.False(Decide(Found(Word.Record) with { IsInDoubt = true }).MayOpen);
        Assert.True(Decide(Found(Word.Stop), RecordOption.OnCommandLine).MayOpen);
    }

    private static MicrophoneDecision Decide(WordsFound words, RecordOption option = RecordOption.No) =>
        MicrophoneDecision.Of(isLogNew: false, words, option);

    private static WordsFound Found(Word word, bool hasEnded = false) =>
        new(new KeptWord(7, word, hasEnded), IsInDoubt: false, IsEverywhere: true, LastNumber: 7);
}
