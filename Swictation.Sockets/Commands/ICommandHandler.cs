namespace Swictation.Sockets.Commands;

/// <summary>Does what clients of the command socket ask for.</summary>
public interface ICommandHandler
{
    /// <summary>Does the action and returns its outcome at once: long work goes on after the reply.</summary>
    CommandReply Handle(CommandRequest request);
}
