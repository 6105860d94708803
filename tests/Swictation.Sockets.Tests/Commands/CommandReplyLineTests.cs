using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Swictation.Sockets.Commands;

namespace Swictation.Sockets.Tests.Commands;

public sealed class CommandReplyLineTests
{
    public static TheoryData<Type, string> Kinds => new()
    {
        {
            typeof(DaemonStatus),
            """{"status":"success","message":"The daemon is idle","paused":true,"off_the_record":true,"without_text":2,"clients":0,"pid":7,"version":"1"}"""
        },
        { typeof(RetryReply), """{"status":"success","message":"Trying again","session_id":12,"queued":3}""" },
        { typeof(MetricsReply), """{"status":"success","message":"Metrics","metrics":{"a":1}}""" },
        {
            typeof(RecordingReply),
            """{"status":"success","message":"Off the record","state":"idle","seq":9,"off_the_record":true,"request_id":"x"}"""
        },
        { typeof(RecordingReply), """{"status":"error","code":"wrong_state","error":"No.","state":"idle"}""" },
        { typeof(RecordingReply), """{"status":"error","code":"code_of_a_later_version","error":"No."}""" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Reply_is_read_as_the_record_of_its_kind_and_written_with_its_fields_in_their_order(Type kind, string line)
    {
        var reply = CommandReplyLine.Read(Encoding.UTF8.GetBytes(line));

        Assert.IsType(kind, reply);
        Assert.Equal(line + "\n", Encoding.UTF8.GetString(CommandReplyLine.Write(reply)));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"message":"Recording started"}""")]
    [InlineData("""{"status":"success","queued":"many"}""")]
    public void Anything_else_is_no_reply(string line) =>
        Assert.ThrowsAny<JsonException>(() => CommandReplyLine.Read(Encoding.UTF8.GetBytes(line)));

    [Fact]
    public void Long_message_is_cut_and_metrics_are_not()
    {
        var figures = new JsonObject { ["text"] = new string('x', 2_000) };

        Assert.InRange(CommandReplyLine.Write(CommandReply.Success(new string('x', 2_000))).Length, 1, CommandReplyLine.MaxBytes);
        Assert.True(CommandReplyLine.Write(new MetricsReply { Message = "Metrics", Metrics = figures }).Length > 2_000);
    }
}
