namespace Swictation.Sockets.Commands;

/// <summary>Does what clients of the command socket ask for.</summary>
public interface ICommandHandler
{
    /// <summary>Does it and says what came of it. Answers at once: what takes long goes on after the reply.</summary>
    CommandReply Handle(CommandRequest request);
}
