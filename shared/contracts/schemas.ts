import { domainEventDetail } from './domain-events.ts';
import { agentBody } from './http/agent-body.ts';
import { agentListResponse, meResponse } from './http/agent-responses.ts';
import { deviceBody, deviceResponse, pushKeyResponse } from './http/device-body.ts';
import {
  assigneeBody,
  draftBody,
  labelsBody,
  noteBody,
  replyBody,
  replyRouteBody,
  retryBody,
  savedReplyBody,
  snoozeBody,
  upToBody,
} from './http/conversation-body.ts';
import {
  conversationDetailsResponse,
  conversationListResponse,
  conversationResponse,
  countsResponse,
  noteResponse,
  receivedFileResponse,
  savedRepliesResponse,
  savedReplyResponse,
  syncResponse,
  threadResponse,
} from './http/conversation-responses.ts';
import { broadcastBody } from './http/broadcast-body.ts';
import { broadcastListResponse, broadcastResponse, leftOutResponse } from './http/broadcast-response.ts';
import {
  audienceResponse,
  dryRunResponse,
  segmentListResponse,
  segmentResponse,
} from './http/broadcast-view.ts';
import { propertyBody, propertyResponse } from './http/property-body.ts';
import { segmentBody } from './http/segment-body.ts';
import { appointmentBody, appointmentChange } from './http/appointment-body.ts';
import { appointmentResponse, appointmentsResponse } from './http/appointment-view.ts';
import { enrolmentBody, journeyBody, journeyEventBody } from './http/journey-body.ts';
import {
  enrolmentResponse,
  enrolmentsResponse,
  journeyResponse,
  journeysResponse,
} from './http/journey-responses.ts';
import { intakeBody, intakeResponse, intakesResponse } from './http/intake-body.ts';
import { mergeBody } from './http/search-body.ts';
import { prospectListResponse, searchResponse } from './http/search-view.ts';
import { messageBody, routeBody } from './http/message-body.ts';
import { consent, prospectBody, prospectPatch } from './http/prospect-body.ts';
import {
  acceptedResponse,
  decisionResponse,
  exportResponse,
  messageResponse,
  problemResponse,
} from './http/responses.ts';
import { apiKeyBody, brandBody, pointsBody, policyBody, replayBody } from './http/settings-body.ts';
import {
  apiKeysResponse,
  newApiKeyResponse,
  replayResponse,
  settingsResponse,
} from './http/settings-view.ts';
import { statisticsResponse } from './http/statistics-view.ts';
import { previewBody, publishBody, templateBody, testBody } from './http/template-body.ts';
import {
  previewResponse,
  templateListResponse,
  templateResponse,
  templateVersionResponse,
  templateVersionsResponse,
} from './http/template-responses.ts';

/** Schemas by name: of what comes in (as it is written) and of what goes out. */
export const BODIES = {
  MessageBody: messageBody,
  RouteBody: routeBody,
  ProspectBody: prospectBody,
  ProspectPatch: prospectPatch,
  Consent: consent,
  TemplateBody: templateBody,
  PublishBody: publishBody,
  PreviewBody: previewBody,
  TestBody: testBody,
  AgentBody: agentBody,
  DeviceBody: deviceBody,
  ReplyBody: replyBody,
  ReplyRouteBody: replyRouteBody,
  RetryBody: retryBody,
  UpToBody: upToBody,
  SnoozeBody: snoozeBody,
  AssigneeBody: assigneeBody,
  LabelsBody: labelsBody,
  NoteBody: noteBody,
  DraftBody: draftBody,
  SavedReplyBody: savedReplyBody,
  MergeBody: mergeBody,
  PolicyBody: policyBody,
  BrandBody: brandBody,
  PointsBody: pointsBody,
  ReplayBody: replayBody,
  ApiKeyBody: apiKeyBody,
  SegmentBody: segmentBody,
  PropertyBody: propertyBody,
  BroadcastBody: broadcastBody,
  JourneyBody: journeyBody,
  EnrolmentBody: enrolmentBody,
  JourneyEventBody: journeyEventBody,
  IntakeBody: intakeBody,
  AppointmentBody: appointmentBody,
  AppointmentChange: appointmentChange,
};
export const ANSWERS = {
  Accepted: acceptedResponse,
  Message: messageResponse,
  Decision: decisionResponse,
  Templates: templateListResponse,
  Template: templateResponse,
  TemplateVersions: templateVersionsResponse,
  TemplateVersion: templateVersionResponse,
  Preview: previewResponse,
  ProspectExport: exportResponse,
  Me: meResponse,
  Agents: agentListResponse,
  PushKey: pushKeyResponse,
  Device: deviceResponse,
  Conversations: conversationListResponse,
  Conversation: conversationResponse,
  ConversationCounts: countsResponse,
  ConversationDetails: conversationDetailsResponse,
  Thread: threadResponse,
  Note: noteResponse,
  Sync: syncResponse,
  ReceivedFile: receivedFileResponse,
  SavedReplies: savedRepliesResponse,
  SavedReply: savedReplyResponse,
  SearchResults: searchResponse,
  Prospects: prospectListResponse,
  Statistics: statisticsResponse,
  Settings: settingsResponse,
  Replay: replayResponse,
  ApiKeys: apiKeysResponse,
  NewApiKey: newApiKeyResponse,
  Audience: audienceResponse,
  Segment: segmentResponse,
  Segments: segmentListResponse,
  Property: propertyResponse,
  DryRun: dryRunResponse,
  Broadcast: broadcastResponse,
  Broadcasts: broadcastListResponse,
  Intake: intakeResponse,
  Intakes: intakesResponse,
  LeftOut: leftOutResponse,
  Journeys: journeysResponse,
  Journey: journeyResponse,
  Enrolments: enrolmentsResponse,
  Enrolment: enrolmentResponse,
  Appointments: appointmentsResponse,
  Appointment: appointmentResponse,
  Problem: problemResponse,
  DomainEvent: domainEventDetail,
};
