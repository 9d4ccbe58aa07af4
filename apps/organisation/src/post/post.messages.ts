import { Injectable } from '@nestjs/common';
import { appoint, type Appoint, endPost, type EndPost, type PostChanged } from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { OnRequest } from '@huiyin/service';
import { PostService } from './post.service.js';

@Injectable()
export class PostMessages {
  constructor(private readonly posts: PostService) {}

  @OnRequest(appoint)
  appoint(input: Appoint, call: Call): Promise<PostChanged> {
    return this.posts.appoint(input, call);
  }

  @OnRequest(endPost)
  end(input: EndPost, call: Call): Promise<PostChanged> {
    return this.posts.endPost(input, call);
  }
}
